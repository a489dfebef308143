namespace LongVpo.Core.Models;

/// <summary>Says what an asker does when as many requests wait as may.</summary>
public enum WhenFull
{
    /// <summary>It is told so at once; right for people, who can ask again.</summary>
    Refuse,

    /// <summary>It waits for room; right for a parent that would otherwise have to keep the request itself.</summary>
    Wait,
}
