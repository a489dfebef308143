namespace LongVpo.Core.Models;

/// <summary>Says why a reply ended.</summary>
public enum FinishReason
{
    /// <summary>The model had said what it had to say, or one of the given stops came.</summary>
    Stop,

    /// <summary>It became as long as it may, or the model's context was full.</summary>
    Length,

    /// <summary>An endpoint's own rules cut it off.</summary>
    Filtered,
}
