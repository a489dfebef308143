namespace LongVpo.Core.Trees;

/// <summary>The levels above segments, from small to large.</summary>
public enum TreeLevel
{
    Scene,
    Chapter,
    Programme,
}
