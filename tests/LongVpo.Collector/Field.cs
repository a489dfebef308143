namespace LongVpo.Collector;

/// <summary>One field of a message.</summary>
/// <param name="Name">Its name in the JSON that is printed.</param>
/// <param name="Kind">How it is written on the wire.</param>
/// <param name="Inner">What a message in it looks like.</param>
/// <param name="Many">It may come more than once.</param>
public sealed record Field(string Name, FieldKind Kind, Shape? Inner, bool Many);
