namespace LongVpo.Memory.Index;

/// <summary>A stored line with how well it matched.</summary>
internal readonly record struct ScoredLine(StoredLine Line, double Score);
