namespace LongVpo.Training.World.Film;

/// <summary>Makes a finished picture worse: its light, its grain, its blocks.</summary>
internal static class PictureDamage
{
    /// <summary>Changes the light.</summary>
    /// <param name="percent">Of what it was.</param>
    /// <param name="rgb">The picture.</param>
    public static void Light(int percent, Span<byte> rgb)
    {
        Span<byte> lit = stackalloc byte[256];
        for (var value = 0; value < 256; value++) lit[value] = (byte)Math.Min(255, value * percent / 100);
        for (var at = 0; at < rgb.Length; at++) rgb[at] = lit[rgb[at]];
    }

    /// <summary>Does what is dialled.</summary>
    /// <param name="damage">The dials.</param>
    /// <param name="key">Decides the grain.</param>
    /// <param name="canvas">The picture's size.</param>
    /// <param name="rgb">The picture.</param>
    public static void Apply(Damage damage, ulong key, Canvas canvas, Span<byte> rgb)
    {
        if (damage.Brightness != 100) Light(damage.Brightness, rgb);
        if (damage.Noise > 0) ScenePainter.AddNoise(key, damage.Noise, rgb);
        if (damage.Blocks > 0) BlockQuantiser.Apply(damage.Blocks, canvas, rgb);
    }
}
