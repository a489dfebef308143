using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>Captions from the script itself: what a tree makes of errors is seen without any that were not put there.</summary>
public sealed class ScriptCaptioner : IClipCaptioner
{
    /// <inheritdoc/>
    public ImmutableArray<ClipCaption> Describe(IReadOnlyList<Footage> clips, CancellationToken cancellationToken) =>
        [.. clips.Select(static clip => ClipCaption.Of(clip.Frames[0].Scene ?? throw new ArgumentException("A blank has no script.", nameof(clips))))];
}
