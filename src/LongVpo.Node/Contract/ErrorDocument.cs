namespace LongVpo.Node.Contract;

/// <summary>What a verb with <c>--json</c> prints instead of a result when it cannot give one.</summary>
public sealed record ErrorDocument(string Error, string? Path);
