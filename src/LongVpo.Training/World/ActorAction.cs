namespace LongVpo.Training.World;

/// <summary>What an actor does throughout its scene.</summary>
public enum ActorAction { Left, Right, Up, Down, Grow, Shrink, Blink, Zigzag }
