namespace LongVpo.Core.Standing;

/// <summary>A notice at its place in the order of all notices.</summary>
/// <param name="Number">Grows with every notice; where a follower goes on.</param>
/// <param name="Notice">What is told.</param>
/// <param name="At">When it was stored, by the clock on the wall.</param>
public sealed record NumberedNotice(long Number, StandingNotice Notice, DateTimeOffset At);
