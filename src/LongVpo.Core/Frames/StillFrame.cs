namespace LongVpo.Core.Frames;

/// <summary>One picture taken out of a file, in memory of its own.</summary>
/// <param name="Seconds">When it is shown.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Rgb">RGB24, rows without padding.</param>
public sealed record StillFrame(double Seconds, int Width, int Height, ReadOnlyMemory<byte> Rgb);
