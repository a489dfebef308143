using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Networks;

namespace LongVpo.Models.Tests.Networks;

/// <summary>Holds the ways of stretching positions against numbers that were calculated from their formulas by hand.</summary>
public sealed class RotaryAnglesTests
{
    private const int Width = 16;

    private static readonly Dictionary<string, double[]> Frequencies = new(StringComparer.Ordinal)
    {
        ["none"] = [1, 0.316227766, 0.1, 0.0316227766, 0.01, 0.00316227766, 0.001, 0.000316227766],
        ["linear"] = [0.25, 0.0790569415, 0.025, 0.00790569415, 0.0025, 0.000790569415, 0.00025, 0.0000790569415],
        ["ntk"] = [1, 0.259412817, 0.0672950096, 0.017457188, 0.00452861832, 0.00117478164, 0.000304753414, 0.0000790569415],
        // 32 turns are made by pair 0.81 and one turn by pair 3.82, so the blend goes from pair 0 to pair 4.
        ["yarn"] = [1, 0.25693506, 0.0625, 0.0138349648, 0.0025, 0.000790569415, 0.00025, 0.0000790569415],
    };

    [Theory]
    [InlineData("none", null, 1.0)]
    [InlineData("linear", RopeKind.Linear, 1.0)]
    [InlineData("ntk", RopeKind.Ntk, 1.0)]
    [InlineData("yarn", RopeKind.Yarn, 1.138629436)]
    public void Four_times_the_trained_length_turns_as_the_formula_says(string name, RopeKind? kind, double longer)
    {
        var (frequencies, length) = Read(kind is { } way ? new RopeScaling(way, 4, 512) : null, 700);

        Assert.Equal(longer, length, 1e-6);
        Assert.All(Frequencies[name].Zip(frequencies), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-5));
    }

    [Fact]
    public void Dynamic_stretching_is_that_of_ntk_once_the_text_is_longer_and_none_before()
    {
        // A strength of 3 makes 3 * 1024 / 512 - 2 = 4 of twice the trained length.
        var dynamic = new RopeScaling(RopeKind.Dynamic, 3, 512);

        Assert.All(Frequencies["ntk"].Zip(Read(dynamic, 1024).Frequencies), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-5));
        Assert.All(Frequencies["none"].Zip(Read(dynamic, 512).Frequencies), pair => Assert.Equal(pair.First, pair.Second, pair.First * 1e-5));
    }

    [Theory]
    [InlineData(RopeKind.Dynamic, false)]
    [InlineData(RopeKind.Yarn, true)]
    public void Keys_serve_texts_of_another_length_unless_scaling_looks_at_it(RopeKind kind, bool alike) =>
        Assert.Equal(alike, new RotaryAngles(Width, new RopeConfig(10_000, new RopeScaling(kind, 2, 512))).Alike(600, 601));

    /// <summary>The angle and length of each pair one position from the beginning.</summary>
    private static (double[] Frequencies, double Length) Read(RopeScaling? scaling, int textLength)
    {
        using var engine = new ManagedEngine();
        using var scope = engine.OpenScope();
        var (cosines, sines) = new RotaryAngles(Width, new RopeConfig(10_000, scaling)).At(engine, [1], [textLength]);
        var (c, s) = (new float[Width / 2], new float[Width / 2]);
        engine.Read(cosines, c);
        engine.Read(sines, s);
        return ([.. c.Zip(s, static (cosine, sine) => Math.Atan2(sine, cosine))], Math.Sqrt((c[0] * c[0]) + (s[0] * s[0])));
    }
}
