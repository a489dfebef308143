using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Time;

namespace LongVpo.Core.Feedback;

/// <summary>
/// Finds answers of the product's own that a later answer to the same question proves wrong. Strict on purpose: what became true after an answer was given does not contradict it, and a
/// false contradiction would be learned from.
/// </summary>
public static class Contradictions
{
    /// <summary>What the later answer says against the earlier one; null when both may stand.</summary>
    /// <param name="earlier">The answer that was given first.</param>
    /// <param name="later">What is answered now to the same question.</param>
    /// <param name="now">Now, on the wall.</param>
    public static AnswerFeedback? Of(Answer earlier, Answer later, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        if (!later.Found || later.Citations.IsDefaultOrEmpty || earlier.Watermark is not { } seen) return null;
        if (!WasToBeSeen(later, seen) || !(WasMissed(earlier) || IsReadOtherwise(earlier, later))) return null;
        return new AnswerFeedback { Kind = FeedbackKind.Contradicted, Text = later.Text, Places = PlacesOf(later), Version = later.Model?.Version?.Digest, At = now };
    }

    /// <summary>The segments that an answer cites, each once, in its order.</summary>
    public static ImmutableArray<FootagePlace> PlacesOf(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.Citations.Select(citation => new FootagePlace(citation.Video, citation.Segment)).Distinct().Take(AnswerFeedback.PlacesMost)];
    }

    private static bool WasToBeSeen(Answer later, MediaTime seen) => later.Citations.All(citation => citation.Range.End <= seen);

    // It said that there is nothing where there was something.
    private static bool WasMissed(Answer earlier) => !earlier.Found;

    // Of the very same segments other words, with more confidence: one of the two has read them wrong.
    private static bool IsReadOtherwise(Answer earlier, Answer later) =>
        later.Confidence > earlier.Confidence && !string.Equals(earlier.Text.Trim(), later.Text.Trim(), StringComparison.OrdinalIgnoreCase)
        && PlacesOf(earlier).ToHashSet().SetEquals(PlacesOf(later));
}
