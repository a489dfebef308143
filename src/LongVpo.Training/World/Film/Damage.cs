using System.Globalization;

namespace LongVpo.Training.World.Film;

/// <summary>How bad a film's pictures are made, dial by dial; all off by default, so that what is found wrong is not the footage's fault.</summary>
/// <param name="Noise">Standard deviation of the grain in thousandths of full scale, 0 to 300.</param>
/// <param name="Blocks">How coarsely blocks of eight by eight pixels are kept, as bad compression does, 0 to 100.</param>
/// <param name="Brightness">Percent of the light, 10 to 300.</param>
/// <param name="Dropped">Percent of the frames that are missing, 0 to 90: the one before stays.</param>
/// <param name="Late">Percent of the frames that show what was one to three frames before, 0 to 100.</param>
public sealed record Damage(int Noise = 0, int Blocks = 0, int Brightness = 100, int Dropped = 0, int Late = 0)
{
    private static readonly (string Name, int Least, int Most, Func<Damage, int, Damage> Set)[] Dials =
    [
        ("noise", 0, 300, (damage, value) => damage with { Noise = value }),
        ("blocks", 0, 100, (damage, value) => damage with { Blocks = value }),
        ("brightness", 10, 300, (damage, value) => damage with { Brightness = value }),
        ("dropped", 0, 90, (damage, value) => damage with { Dropped = value }),
        ("late", 0, 100, (damage, value) => damage with { Late = value }),
    ];

    /// <summary>Reads dials joined by commas: "noise=20,blocks=40,brightness=80,dropped=5,late=5"; what is not named is off.</summary>
    /// <exception cref="ArgumentException">There is no such dial, or it does not go there.</exception>
    public static Damage Parse(string text)
    {
        var damage = new Damage();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var dial = Array.Find(Dials, dial => part.StartsWith(dial.Name + "=", StringComparison.Ordinal));
            if (dial.Name is null || !int.TryParse(part.AsSpan(dial.Name.Length + 1), CultureInfo.InvariantCulture, out var value) || value < dial.Least || value > dial.Most)
                throw new ArgumentException($"'{part}' is no damage: say {string.Join(", ", Dials.Select(d => $"{d.Name}={d.Least}..{d.Most}"))}.");
            damage = dial.Set(damage, value);
        }

        return damage;
    }
}
