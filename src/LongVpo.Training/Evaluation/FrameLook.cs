using System.Collections.Immutable;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;

namespace LongVpo.Training.Evaluation;

/// <summary>What a network sees in frames, each looked at once while it is remembered: blanks, and a needle's haystack, come again and again.</summary>
/// <param name="preparer">How the network wants its frames.</param>
internal sealed class FrameLook(PicturePreparer preparer)
{
    private const int AtOnce = 32;

    /// <summary>Frames remembered; 4,096 of the small network are 16 MB.</summary>
    private const int Kept = 4_096;

    private readonly Dictionary<Shown, float[]> _seen = [];

    /// <summary>The visual tokens of frames, one behind the other.</summary>
    public float[] Look(InternNetwork network, ImmutableArray<Shown> frames)
    {
        if (_seen.Count > Kept) _seen.Clear();
        foreach (var some in frames.Distinct().Where(frame => !_seen.ContainsKey(frame)).ToList().Chunk(AtOnce)) LookAt(network, some);
        var each = network.TokensPerPicture(preparer.Settings.Side, preparer.Settings.Side) * network.Config.Text.Hidden;
        var rows = new float[frames.Length * each];
        for (var i = 0; i < frames.Length; i++) _seen[frames[i]].CopyTo(rows.AsSpan(i * each));
        return rows;
    }

    private void LookAt(InternNetwork network, Shown[] frames)
    {
        var side = preparer.Settings.Side;
        var pixels = new float[frames.Length * preparer.Floats];
        var rgb = new byte[3 * side * side];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i].Draw(side, rgb);
            preparer.Whole(new RgbView(rgb, side, side), pixels.AsSpan(i * preparer.Floats, preparer.Floats));
        }

        using var scope = network.Engine.OpenScope();
        var looked = network.Look(network.Engine.From(pixels, frames.Length, 3, side, side));
        var values = new float[looked.Count];
        network.Engine.Read(looked, values);
        var each = values.Length / frames.Length;
        for (var i = 0; i < frames.Length; i++) _seen[frames[i]] = values[(i * each)..((i + 1) * each)];
    }
}
