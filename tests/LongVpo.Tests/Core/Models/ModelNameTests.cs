using LongVpo.Core.Models;

namespace LongVpo.Tests.Core.Models;

/// <summary>Reads the names of models that people type.</summary>
public sealed class ModelNameTests
{
    [Theory]
    [InlineData("observed:", ModelScheme.Observed, "", "")]
    [InlineData("tiny:", ModelScheme.Tiny, "", "")]
    [InlineData("tiny:stage-1", ModelScheme.Tiny, "stage-1", "")]
    [InlineData("torch:models/InternVL3-1B-hf", ModelScheme.Torch, "models/InternVL3-1B-hf", "")]
    [InlineData("openai:http://localhost:8000/v1/#OpenGVLab/InternVL3-8B", ModelScheme.OpenAi, "http://localhost:8000/v1", "OpenGVLab/InternVL3-8B")]
    [InlineData("OpenAI:https://api.example.org/v1#m", ModelScheme.OpenAi, "https://api.example.org/v1", "m")]
    public void A_name_says_where_a_model_runs(string text, ModelScheme scheme, string place, string model)
    {
        var name = ModelName.Parse(text);

        Assert.Equal((scheme, place, model), (name.Scheme, name.Place, name.Model));
        Assert.Equal(name, ModelName.Parse(name.ToString()));
    }

    [Theory]
    [InlineData("", "observed:, tiny:, torch:FOLDER or openai:URL#NAME")]
    [InlineData("gpt-4", "observed:, tiny:, torch:FOLDER or openai:URL#NAME")]
    [InlineData("torch:", "torch:FOLDER")]
    [InlineData("tiny:../base", "tiny:NAME")]
    [InlineData("observed:x", "nothing may follow")]
    [InlineData("openai:http://localhost:8000/v1", "openai:URL#NAME")]
    [InlineData("openai:http://localhost:8000/v1#", "openai:URL#NAME")]
    [InlineData("openai:localhost:8000#m", "http:// or https://")]
    [InlineData("openai:http://user:secret@host/v1#m", "without a password")]
    public void A_wrong_name_is_refused_with_what_to_write(string text, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => ModelName.Parse(text)).Message, StringComparison.Ordinal);
}
