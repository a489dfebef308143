using System.Collections.Immutable;
using LongVpo.Models.Pictures;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>Draws the frames of lessons as the numbers a vision tower takes.</summary>
/// <param name="preparer">How the network wants its pictures.</param>
public sealed class FrameReader(PicturePreparer preparer)
{
    // Three pixels a dot of the badge: less would blur it more than footage of full size is blurred when it is shrunk.
    private const int FilmSide = 96;

    /// <summary>Frames of one scene, [steps, 3, side, side].</summary>
    internal static float[] Read(PicturePreparer preparer, Scene scene)
    {
        var side = preparer.Settings.Side;
        var pixels = new float[Scene.Steps * preparer.Floats];
        var rgb = new byte[3 * side * side];
        for (var step = 0; step < Scene.Steps; step++)
        {
            ScenePainter.Paint(scene, step * 256, Canvas.Even(side, side), rgb);
            preparer.Whole(new RgbView(rgb, side, side), pixels.AsSpan(step * preparer.Floats, preparer.Floats));
        }

        return pixels;
    }

    /// <summary>Frames of all videos one behind the other, [frames, 3, side, side].</summary>
    public float[] Read(ImmutableArray<Lesson> lessons)
    {
        var pixels = new float[lessons.Sum(lesson => lesson.Script?.FrameCount ?? 0) * preparer.Floats];
        var at = 0;
        foreach (var lesson in lessons)
        {
            var side = lesson.Look is null ? preparer.Settings.Side : FilmSide;
            foreach (var rgb in lesson.Look?.Pictures(side) ?? Drawn(lesson.Script, side))
            {
                preparer.Whole(new RgbView(rgb, side, side), pixels.AsSpan(at, preparer.Floats));
                at += preparer.Floats;
            }
        }

        return pixels;
    }

    private static IEnumerable<byte[]> Drawn(WorldScript? script, int side)
    {
        if (script is null) yield break;
        var renderer = new FrameRenderer(script, side, side);
        var rgb = new byte[renderer.FrameBytes];
        for (var frame = 0; frame < renderer.FrameCount; frame++)
        {
            renderer.Render(frame, rgb);
            yield return rgb;
        }
    }
}
