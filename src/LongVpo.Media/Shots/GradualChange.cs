using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>A gradual change that may be centred at a frame, so that neighbouring candidates can be compared.</summary>
/// <param name="Score">Higher is surer; 0 is none.</param>
/// <param name="Mixed">From the last frame of the old picture alone to the first of the new one alone.</param>
/// <param name="LongestStep">Largest share of the way that one frame covers.</param>
internal sealed record GradualChange(float Score, TimeRange Mixed, float LongestStep)
{
    public static readonly GradualChange None = new(0, default, 0);
}
