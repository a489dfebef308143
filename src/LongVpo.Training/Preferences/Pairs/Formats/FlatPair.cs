using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>What every trainer's format can say of a pair.</summary>
/// <param name="Question">The question, without placeholders for pictures.</param>
/// <param name="Chosen">The preferred response.</param>
/// <param name="Rejected">The dispreferred response.</param>
/// <param name="Frames">Picture files in the order of time; empty when there is a video.</param>
/// <param name="Video">A video file; null when there are frames.</param>
public sealed record FlatPair(string Question, string Chosen, string Rejected, ImmutableArray<string> Frames, string? Video = null)
{
    /// <summary>How many placeholders a format writes that has one for every picture or video.</summary>
    public int Media => Video is null ? Frames.Length : 1;
}
