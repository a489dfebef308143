using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Faults;

/// <summary>The same footage in the codings that a script needs, with the same times in each.</summary>
internal sealed class ClipSet(TsClip main, TsClip? otherCodec, TsClip? otherSize) : IDisposable
{
    /// <summary>The footage as it is without a fault.</summary>
    public const int Main = 0;

    private readonly TsClip?[] _clips = [main, otherCodec, otherSize];

    public TsClip this[int index] => _clips[index] ?? throw new InvalidOperationException("A coding was asked for that the script did not name.");

    /// <summary>The clip that a fault of this kind plays; <see cref="Main"/> for those that leave the coding alone.</summary>
    public int For(FaultKind kind) => kind switch
    {
        FaultKind.CodecChange => 1,
        FaultKind.SizeChange => 2,
        _ => Main,
    };

    public void Dispose()
    {
        foreach (var clip in _clips) clip?.Dispose();
    }
}
