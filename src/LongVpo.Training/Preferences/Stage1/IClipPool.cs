using LongVpo.Core.Frames;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Short clips that pairs are made of. A clip has the same number whenever the pool is opened, because attempts are drawn by number.</summary>
public interface IClipPool
{
    /// <summary>Says which clips these are, as part of what a run was begun with.</summary>
    string Name { get; }

    /// <summary>Clips there are.</summary>
    int Count { get; }

    /// <summary>What pairs of these clips may be used for.</summary>
    PairSplit Split { get; }

    /// <summary>The clip of a number, from 0.</summary>
    PairClip At(int clip);

    /// <summary>The caption that a clip came with; null where the model has to write one.</summary>
    string? Caption(int clip);

    /// <summary>A clip's frames in the order of time.</summary>
    /// <exception cref="PreferenceException">Its footage is gone or cannot be read.</exception>
    ValueTask<IReadOnlyList<StillFrame>> ReadAsync(int clip, CancellationToken cancellationToken);
}
