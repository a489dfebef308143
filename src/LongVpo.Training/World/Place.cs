namespace LongVpo.Training.World;

/// <summary>The places of scenes, each a dark hue behind the bright actors.</summary>
public enum Place { Harbour, Forest, Desert, Cave, Brickyard, Heath }
