using System.Globalization;
using LongVpo.Core.Models;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tokens;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>
/// Writes the prompt of a question about a video in two parts, so that many questions can stand behind one reading of the frames: what ends with the last frame, and what follows it. Learning
/// and judging share it, or a network would be judged by words in another order than it was taught. Safe for any number of threads.
/// </summary>
public sealed class LessonPrompt
{
    private readonly ITokenizer _tokenizer;
    private readonly PromptBuilder _prompts;
    private readonly int _blindPrefix;

    /// <param name="tokenizer">The network's tokenizer.</param>
    /// <param name="prompts">The network's prompts.</param>
    public LessonPrompt(ITokenizer tokenizer, PromptBuilder prompts)
    {
        (_tokenizer, _prompts) = (tokenizer, prompts);
        _blindPrefix = 1 + tokenizer.EncodePlain("user\n").Length;
    }

    /// <summary>The id that frames replace.</summary>
    public int ImageToken => _prompts.ImageToken;

    /// <summary>The id that ends an answer.</summary>
    public int EndToken => _prompts.EndToken;

    /// <summary>Everything up to the last frame; without frames what stands before the question.</summary>
    public int[] Prefix(int frames)
    {
        if (frames == 0) return [.. _prompts.Build([new PromptTurn(ChatRole.User, [new WordsPiece("?")])]).Ids.Take(_blindPrefix)];
        var ids = _prompts.Build([new PromptTurn(ChatRole.User, [new VideoPiece(frames)])]).Ids;
        return [.. ids.Take(ids.LastIndexOf(_prompts.ImageToken) + 1)];
    }

    /// <summary>The ids of the words that tell a scene from others: colour, shape, action, place and number.</summary>
    public int[] Words(Scene scene) =>
    [
        .. new[] { WorldWords.Say(scene.Actor.Colour), WorldWords.Say(scene.Actor.Shape), WorldWords.Say(scene.Action), WorldWords.Say(scene.Place), scene.Digit.ToString(CultureInfo.InvariantCulture) }
            .Select(word => _tokenizer.EncodePlain(word)[^1]),
    ];

    /// <summary>Where the last word of the question stands in what follows the frames.</summary>
    public int Asked(int[] branch) => Array.IndexOf(branch, EndToken) - 1;

    /// <summary>Everything behind the frames up to the answer's end, and where the answer begins.</summary>
    public (int[] Ids, int Answer) Branch(LessonText text)
    {
        var prompt = _prompts.Build(
            [new PromptTurn(ChatRole.User, [new VideoPiece(1), new WordsPiece(text.Question)]), new PromptTurn(ChatRole.Assistant, [new WordsPiece(text.Answer)])], openAnswer: false);
        var begin = prompt.Ids.LastIndexOf(_prompts.ImageToken) + 1;
        var learned = Enumerable.Range(0, prompt.Ids.Length).Where(i => prompt.Labels[i] != Prompt.Ignored).ToArray();
        return ([.. prompt.Ids[begin..(learned[^1] + 1)]], learned[0] - begin);
    }
}
