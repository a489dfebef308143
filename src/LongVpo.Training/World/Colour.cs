namespace LongVpo.Training.World;

/// <summary>The colours of actors: bright, and far enough apart to be told at a dozen pixels.</summary>
public enum Colour { Red, Green, Blue, Yellow, Purple, Cyan, Orange, White }
