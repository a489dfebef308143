namespace LongVpo.Media.Native;

/// <summary>What a live session asks about the places that its source names, on the thread that reads it.</summary>
/// <param name="Allows">Whether a place may be opened.</param>
/// <param name="UtcOf">When what lies at a place that was opened was live; null while nobody knows.</param>
internal sealed record AvAsked(Func<string, bool> Allows, Func<string, DateTimeOffset?> UtcOf);
