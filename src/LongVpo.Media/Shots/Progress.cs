namespace LongVpo.Media.Shots;

/// <summary>Where a frame stands between two pictures: how far it has come from the one and how far it still is from the other.</summary>
internal readonly record struct Progress
{
    public Progress(Look from, Look at, Look to)
    {
        Gone = Likeness.LayoutDistance(from, at);
        Left = Likeness.LayoutDistance(at, to);
    }

    public float Gone { get; }

    public float Left { get; }

    /// <summary>0 at the old picture, 1 at the new one; the weight of the new picture in a dissolve, its share of the area in a wipe.</summary>
    public float Share => Gone / MathF.Max(1e-3f, Gone + Left);

    /// <summary>By how much the way over this frame is longer than the straight way, as a share of the straight way: 0 for a true mix.</summary>
    public float Detour(float way) => MathF.Max(0, Gone + Left - way) / way;
}
