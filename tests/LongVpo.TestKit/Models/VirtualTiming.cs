namespace LongVpo.TestKit.Models;

/// <summary>How long a step of a <see cref="VirtualDevice"/> takes: a fixed part, and a part for each token read and each slot. The defaults are of the order of a small model on one graphics card.</summary>
public sealed record VirtualTiming
{
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(8);

    public TimeSpan PromptToken { get; init; } = TimeSpan.FromMicroseconds(20);

    public TimeSpan Slot { get; init; } = TimeSpan.FromMicroseconds(100);
}
