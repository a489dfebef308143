namespace LongVpo.Core.Models;

/// <summary>Says why a request gets no reply.</summary>
public enum RefusalKind
{
    /// <summary>Its asker left.</summary>
    Cancelled,

    /// <summary>Its time was over.</summary>
    Late,

    /// <summary>The queue is full.</summary>
    Busy,

    /// <summary>The model cannot do it.</summary>
    Impossible,

    /// <summary>The model failed too often while doing it, or cannot be started.</summary>
    Failed,
}
