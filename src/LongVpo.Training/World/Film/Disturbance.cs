namespace LongVpo.Training.World.Film;

/// <summary>What happens in a scene that changes many pixels and is no new scene: the view moves, comes closer, the light flickers, something large crosses.</summary>
public enum Disturbance { None, Pan, Zoom, Strobe, Crossing }
