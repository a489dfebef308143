namespace LongVpo.Core.Models;

/// <summary>Names one request to a model for its whole life, however often it is begun anew.</summary>
public readonly record struct RequestId(Guid Value)
{
    public static RequestId New() => new(Guid.NewGuid());

    public override string ToString() => Value.ToString("N");
}
