namespace LongVpo.Core.Videos;

/// <summary>Why a command was refused.</summary>
public enum VideoRefusal
{
    /// <summary>The video was never added.</summary>
    NotOpen,

    /// <summary>The stored analysis was made by another version or with other options; delete it to make a new one.</summary>
    OtherRecipe,

    /// <summary>The segment or gap does not follow what is sealed.</summary>
    OutOfOrder,

    /// <summary>The video is finished; nothing can be added.</summary>
    Finished,
}
