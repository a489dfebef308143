namespace LongVpo.Core.Models.Asking;

/// <summary>How a question points at the scenes that answer it.</summary>
public enum SceneSearch
{
    /// <summary>The only scene with the question's fields.</summary>
    Only,

    /// <summary>The scene right after it.</summary>
    Next,

    /// <summary>The only other scene in the same place, with somebody else.</summary>
    Partner,

    /// <summary>The scene right after that one.</summary>
    NextOfPartner,

    /// <summary>The second of several scenes with the fields.</summary>
    Second,

    /// <summary>The first of them.</summary>
    First,

    /// <summary>The last of them.</summary>
    Last,

    /// <summary>All of them, counted.</summary>
    Count,

    /// <summary>Of several that are named, the one that is seen first.</summary>
    Earliest,

    /// <summary>The scene at a moment, named by the field <c>at</c> as a player shows it.</summary>
    At,
}
