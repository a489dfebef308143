using System.Text.RegularExpressions;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>
/// Turns what was said of a clip into a question about it, for small networks that caption and answer but write no questions. It sees the caption and never the script, so what the model saw
/// wrong it asks wrong.
/// </summary>
/// <param name="vague">Percent of questions that are to lack a cue on purpose, which shows what filters catch; 0 for pairs that are trained on.</param>
public sealed partial class CaptionQuestionWriter(int vague = 0) : IQuestionWriter
{
    /// <summary>What the small networks are asked for a caption.</summary>
    public const string CaptionPrompt = "describe the scene";

    /// <inheritdoc/>
    public string Name => vague == 0 ? "caption/1" : $"caption/1 with {vague} % vague";

    /// <inheritdoc/>
    public ValueTask<string?> WriteAsync(ClipAsker asker, int clip, string caption, WorldRandom random, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (isVague, form, how) = (random.Below(100) < vague, random.Below(4), random.Below(2));
        return ValueTask.FromResult(Told().Match(caption) is { Success: true } told ? Question(told, isVague, form, how) : null);
    }

    private static string Question(Match told, bool isVague, int form, int how)
    {
        var who = !isVague ? $"the {told.Groups["colour"].Value} {told.Groups["shape"].Value}" : how == 0 ? "the object" : $"the {told.Groups["colour"].Value} one";
        return form switch
        {
            0 => $"what does {who} do?",
            1 => $"which number appears with {who}?",
            2 => $"where is {who}?",
            // The fourth form has no actor to leave out, so a vague one asks what the first does.
            _ => isVague ? $"what does {who} do?" : $"which object {told.Groups["action"].Value} in the {told.Groups["place"].Value}?",
        };
    }

    [GeneratedRegex("^the (?<colour>[a-z]+) (?<shape>[a-z]+) (is back and )?(?<action>[a-z]+( [a-z]+)?) in the (?<place>[a-z]+) with number [0-9]$")]
    private static partial Regex Told();
}
