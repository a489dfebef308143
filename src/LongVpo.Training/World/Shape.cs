namespace LongVpo.Training.World;

/// <summary>The shapes of actors, which differ in outline even at ten pixels.</summary>
public enum Shape { Circle, Square, Triangle, Diamond, Cross, Ring, Hourglass, Moon }
