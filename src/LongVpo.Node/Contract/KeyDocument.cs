namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo serve key --json</c> prints: the only time the key is seen.</summary>
public sealed record KeyDocument(string Name, string Key);
