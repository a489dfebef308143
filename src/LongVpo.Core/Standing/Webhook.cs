namespace LongVpo.Core.Standing;

/// <summary>Where news of a standing question are sent, and what they are signed with.</summary>
/// <param name="Url">An http or https URL that the URL policy allows.</param>
/// <param name="Secret">The key of the signature. It is kept encrypted in the store and given to nobody.</param>
public sealed record Webhook(string Url, string Secret)
{
    /// <summary>Without the secret, because records end up in logs.</summary>
    public override string ToString() => Url;
}
