using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>
/// Reads a clip of the scripted world by rules, from pixels alone: the arm beside every network that shows what the pixels hold, and that a judgement can be passed. It knows how the world
/// paints (hues, outlines, figures) and nothing of what a script says.
/// </summary>
public static class ClipReader
{
    private const int LeastPixels = 24;

    /// <summary>What a clip shows; always an answer, a wrong one where it shows no scene of the world.</summary>
    /// <param name="rgb">Eight frames of 32 by 32 pixels one behind the other, three bytes a pixel, rows from the top.</param>
    /// <exception cref="ArgumentException">It is no clip.</exception>
    public static ClipFacts Read(ReadOnlyMemory<byte> rgb)
    {
        var clip = new ClipPixels(rgb);
        var (left, top, digit) = BadgeReader.Read(clip);
        bool Hides(int frame, int x, int y) => BadgeReader.Hides(left, top, frame, x, y);
        // Whoever acts is larger than whoever stands beside.
        var actor = ActorMask.Of(clip, Hides).Select(static mask => mask.Largest()).OrderByDescending(static mask => mask.Pixels < LeastPixels ? 0 : mask.Extent).ThenByDescending(static mask => mask.Pixels).First();
        return new ClipFacts(new Identity(actor.Colour, ShapeReader.Read(clip, actor, Hides)), PlaceOf(clip.Ground), ActionReader.Read(actor), digit);
    }

    /// <summary>The place whose hue is nearest; what texture and light change is the same in all channels, so differences of channels count and their sum counts little.</summary>
    private static Place PlaceOf((int R, int G, int B) ground) => Enum.GetValues<Place>().MinBy(place =>
    {
        var (r, g, b) = Palette.Of(place);
        var (warm, cold, all) = (ground.R - ground.G - (r - g), ground.G - ground.B - (g - b), (ground.R + ground.G + ground.B - r - g - b) / 6);
        return (warm * warm) + (cold * cold) + (all * all);
    });
}
