namespace LongVpo.Training.World.Film;

/// <summary>How a scene takes over from the one before: at once; mixed; through black; behind a moving edge; through white in a quarter of a second; pushed aside.</summary>
public enum Transition { Cut, Dissolve, Fade, Wipe, Flash, Push }
