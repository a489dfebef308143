namespace LongVpo.Actors.Kernel;

/// <summary>An answer did not come within the limit its asker set.</summary>
public sealed class AskTimeoutException : TimeoutException
{
    public AskTimeoutException(string actor, TimeSpan limit)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{actor} did not answer within {limit.TotalSeconds:0.###} s: ask again later or allow more time."))
    {
        (Actor, Limit) = (actor, limit);
    }

    public string Actor { get; }

    public TimeSpan Limit { get; }
}
