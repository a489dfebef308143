namespace LongVpo.Media.ScreenText;

/// <summary>What reading has cost so far, so that benchmarks and tests can see whether a standing title was read once.</summary>
/// <param name="Frames">Frames looked at.</param>
/// <param name="FramesRead">Frames in which the recogniser ran.</param>
/// <param name="Runs">Times the recogniser ran.</param>
public readonly record struct ScreenTextCounters(long Frames, long FramesRead, long Runs)
{
    internal ScreenTextCounters Plus(int frames, int framesRead, int runs) => new(Frames + frames, FramesRead + framesRead, Runs + runs);
}
