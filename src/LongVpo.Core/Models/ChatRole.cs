namespace LongVpo.Core.Models;

/// <summary>Says who speaks in a chat.</summary>
public enum ChatRole
{
    /// <summary>Instructions that hold for the whole chat.</summary>
    System,

    /// <summary>Who asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}
