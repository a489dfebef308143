using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>One preference pair with everything it came from, so that it can be checked, scored again, withdrawn, or made a second time.</summary>
/// <param name="Schema">Version of the record; <see cref="CurrentSchema"/>.</param>
/// <param name="Id">Its name, once in a file.</param>
/// <param name="Stage">How it came about.</param>
/// <param name="Question">What is asked about the context.</param>
/// <param name="Chosen">The preferred response.</param>
/// <param name="Rejected">The dispreferred response.</param>
/// <param name="Context">What the policy sees.</param>
/// <param name="ChosenContext">Clips that the preferred response's writer was shown.</param>
/// <param name="RejectedContext">Clips that the dispreferred response's writer was shown.</param>
/// <param name="RejectedKind">Why that made it worse.</param>
/// <param name="Gen">Who wrote it.</param>
/// <param name="Split">What it may be used for.</param>
/// <param name="Ref">The reference's scores, where it has been asked.</param>
/// <param name="Filters">What the filters measured.</param>
public sealed record PreferencePair(
    string Schema, string Id, PairStage Stage, string Question, string Chosen, string Rejected, PairContext Context, ImmutableArray<int> ChosenContext, ImmutableArray<int> RejectedContext,
    RejectedKind RejectedKind, PairMaking Gen, PairSplit Split, PairReference? Ref = null, PairFilters? Filters = null)
{
    /// <summary>What this version writes, and the newest it reads.</summary>
    public const string CurrentSchema = "prefpair/1";

    /// <summary>Everything that its footage is from.</summary>
    public IEnumerable<string> Sources => Context.Clips.Select(clip => clip.SourceId).Distinct(StringComparer.Ordinal);
}
