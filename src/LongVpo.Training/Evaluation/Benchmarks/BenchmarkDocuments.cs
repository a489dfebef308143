using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Writes what benchmark runs tell other programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchmarkScore))]
[JsonSerializable(typeof(BenchmarkLine))]
public sealed partial class BenchmarkDocuments : JsonSerializerContext
{
    /// <summary>The context with letters of all languages written as themselves rather than as escapes.</summary>
    public static BenchmarkDocuments Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<FrameSampling>(JsonNamingPolicy.KebabCaseLower) },
    });
}
