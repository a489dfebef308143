namespace LongVpo.Node.Contract;

/// <summary>One thing that was looked at: what, whether it is well, what was found, and what to do if it is not.</summary>
public sealed record CheckDocument(string Name, bool Ok, string Found, string? Advice);
