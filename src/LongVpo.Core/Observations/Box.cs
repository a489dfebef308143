namespace LongVpo.Core.Observations;

/// <summary>A rectangle in the picture in shares of its width and height, so that it holds at any resolution; (0, 0) is the top left.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height);
