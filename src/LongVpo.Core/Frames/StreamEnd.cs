namespace LongVpo.Core.Frames;

/// <summary>Why a stream is over, in words that a user can read.</summary>
public enum StreamEnd
{
    /// <summary>The last byte was read and the container agrees that it was the last.</summary>
    Finished,

    /// <summary>The file ends before its container says it should.</summary>
    Truncated,

    /// <summary>Someone asked to stop.</summary>
    Cancelled,

    /// <summary>The place it came from is gone.</summary>
    SourceLost,

    /// <summary>What came could not be decoded any more.</summary>
    DecodeFailed,
}
