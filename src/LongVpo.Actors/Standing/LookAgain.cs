namespace LongVpo.Actors.Standing;

/// <summary>The only message of a standing question's actor: something was stored, so look at the feed.</summary>
internal sealed record LookAgain
{
    public static LookAgain Now { get; } = new();
}
