using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>Whoever can say what clips show. One thread at a time.</summary>
public interface IClipCaptioner
{
    /// <summary>Captions clips, each by itself.</summary>
    /// <param name="clips">Footage of one scene each.</param>
    /// <param name="cancellationToken">Stops between clips.</param>
    /// <returns>One for each clip, in their order.</returns>
    ImmutableArray<ClipCaption> Describe(IReadOnlyList<Footage> clips, CancellationToken cancellationToken);
}
