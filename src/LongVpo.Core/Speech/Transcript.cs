using System.Text.Json.Serialization;
using LongVpo.Core.Models;
using LongVpo.Core.Time;

namespace LongVpo.Core.Speech;

/// <summary>What a speech model heard in one stretch of sound. Its time is where the sound was, by the decoder's clock; times that a model writes are not asked for.</summary>
public sealed record Transcript
{
    // Whoever speaks as fast as people can says some six hundred characters in the longest stretch; beyond this a model repeats itself.
    private const int LongestText = 1_000;

    /// <summary>Where the sound was.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>The words; empty when there were none, or when <see cref="Problem"/> says why there are none.</summary>
    public required string Text { get; init; }

    /// <summary>Who heard them; null where no model was asked, because there was no sound or it had to be let go.</summary>
    public ModelVersion? Model { get; init; }

    /// <summary>One sentence why the sound was not written down; it is not asked about again.</summary>
    public string? Problem { get; init; }

    [JsonIgnore]
    public bool HasWords => Text.Length > 0;

    /// <summary>The words of a reply on one line. A note about the sound, which stands in brackets (<c>[BLANK_AUDIO]</c>, <c>(music)</c>), is none.</summary>
    public static string Words(string reply)
    {
        var line = string.Join(' ', ReplyText.Plain(reply).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0 || !line.Any(char.IsLetterOrDigit)) return string.Empty;
        if ((line[0], line[^1]) is ('[', ']') or ('(', ')') or ('*', '*') && line.AsSpan(1, line.Length - 2).IndexOfAny("[]()*") < 0) return string.Empty;
        return line.Length <= LongestText ? line : line[..LongestText] + "…";
    }
}
