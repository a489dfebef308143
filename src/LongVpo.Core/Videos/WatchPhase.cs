namespace LongVpo.Core.Videos;

/// <summary>What is being done about a video now, in words that a user can read.</summary>
public enum WatchPhase
{
    /// <summary>Remembered, and not watched at the moment.</summary>
    Idle,

    /// <summary>The source is being opened for the first time.</summary>
    Opening,

    /// <summary>Footage comes in.</summary>
    Watching,

    /// <summary>The source is lost; it is tried again and again.</summary>
    Reconnecting,

    /// <summary>Something inside failed; watching starts again from what is stored after a pause.</summary>
    Restarting,

    /// <summary>Watched to its end.</summary>
    Finished,

    /// <summary>Given up; the reason says why. Adding the source again tries again.</summary>
    Failed,
}
