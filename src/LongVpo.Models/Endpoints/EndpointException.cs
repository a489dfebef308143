namespace LongVpo.Models.Endpoints;

/// <summary>A service did not do what it was asked, this time.</summary>
internal sealed class EndpointException : Exception
{
    /// <param name="message">One sentence.</param>
    /// <param name="isTransient">Whether asking again can help.</param>
    /// <param name="inner">What was thrown below.</param>
    public EndpointException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    public bool IsTransient { get; }

    /// <summary>The HTTP status; 0 when there was none.</summary>
    public int Status { get; init; }

    /// <summary>Words had been written already, so the reply cannot simply be asked for again.</summary>
    public bool AfterWords { get; init; }

    /// <summary>How long the service said to wait; null when it did not.</summary>
    public TimeSpan? After { get; init; }
}
