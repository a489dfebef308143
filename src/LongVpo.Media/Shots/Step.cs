namespace LongVpo.Media.Shots;

/// <summary>One frame in the cutter's window, with how it differs from the frame before it and what was already concluded about it.</summary>
internal sealed class Step
{
    public Step(Look look, Look? before)
    {
        Look = look;
        Seconds = look.Time.Seconds;
        if (before is null) return;
        Structure = Likeness.StructureDistance(before, look);
        Layout = Likeness.LayoutDistance(before, look);
    }

    public Look Look { get; }

    public double Seconds { get; }

    /// <summary>Share of the structure that is new since the frame before, 0 to 1; 0 for the first frame.</summary>
    public float Structure { get; }

    /// <summary>Mean change of the coarse picture since the frame before, in levels.</summary>
    public float Layout { get; }

    /// <summary>The gradual change centred here, found out once and only when asked; null before that.</summary>
    public GradualChange? Gradual { get; set; }
}
