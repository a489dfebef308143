using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Models.Asking;

/// <summary>
/// How a model with a small vocabulary is asked, as its own folder says it: by its own few words instead of prompts, always with the same number of pictures. Its captions are clauses
/// with fields, by which questions find their scenes.
/// </summary>
/// <param name="Describe">What a segment's caption is asked with.</param>
/// <param name="Pictures">Pictures of a segment, neither more nor fewer.</param>
/// <param name="PicturesMost">Pictures of a question, over all its segments.</param>
/// <param name="Clause">Reads a caption; its named groups are the fields.</param>
/// <param name="Questions">The questions that are understood, the first that fits counts.</param>
public sealed record ModelWording(string Describe, int Pictures, int PicturesMost, Regex Clause, ImmutableArray<QuestionWording> Questions)
{
    /// <summary>Fewer pictures than this of a segment say nothing of what is done in it: half of what is wanted, each shown twice.</summary>
    public int PicturesLeast => (Pictures + 1) / 2;

    /// <summary>Pictures that are kept of a segment: twice as many as it is shown, because those of a change between two scenes are left out.</summary>
    public int PicturesWanted => 2 * Pictures;

    /// <summary>The fields of a caption; null where it is no clause of this model.</summary>
    public ImmutableDictionary<string, string>? Fields(string caption) => Read(Clause, caption);

    /// <summary>The fields of a question, with the wording that understands it; null where none does.</summary>
    public (QuestionWording Wording, ImmutableDictionary<string, string> Fields)? Understand(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var plain = string.Join(' ', question.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var wording in Questions)
            if (Read(wording.Words, plain) is { } fields) return (wording, fields.SetItem("question", plain));
        return null;
    }

    private static ImmutableDictionary<string, string>? Read(Regex reader, string text) => reader.Match(text) is { Success: true } match
        ? match.Groups.Values.Where(group => group.Success && !char.IsAsciiDigit(group.Name[0])).ToImmutableDictionary(group => group.Name, group => group.Value, StringComparer.Ordinal)
        : null;
}
