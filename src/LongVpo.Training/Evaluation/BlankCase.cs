using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>Footage with blanks, and where in it the real frames are.</summary>
/// <param name="Footage">What is shown.</param>
/// <param name="Depth">Where the middle of the real frames is: 0 furthest from the question, 1 nearest.</param>
internal sealed record BlankCase(Footage Footage, double Depth)
{
    /// <summary>Real frames of a placement.</summary>
    public static int RealFrames(BlankPlacement placement) => placement == BlankPlacement.Block ? Scene.Steps : Footage.GridBlock * Footage.GridBlock;

    /// <summary>Frames that are shown in all when so many may be; null where there would be no room for blanks.</summary>
    public static int? Shown(BlankPlacement placement, int frames)
    {
        if (placement == BlankPlacement.Block) return frames > Scene.Steps ? frames : null;
        var side = (int)Math.Sqrt(frames);
        return side > Footage.GridBlock ? side * side : null;
    }

    /// <summary>Places a script at random, all places as likely.</summary>
    public static BlankCase Place(BlankPlacement placement, WorldScript script, int shown, byte level, WorldRandom random)
    {
        if (placement == BlankPlacement.Block)
        {
            var offset = random.Below(shown - script.FrameCount + 1);
            return new BlankCase(Footage.Block(script, shown, offset, level), (offset + (script.FrameCount / 2.0)) / shown);
        }

        var side = (int)Math.Sqrt(shown);
        var (row, column) = (random.Below(side - Footage.GridBlock + 1), random.Below(side - Footage.GridBlock + 1));
        // The mean distance of the square's frames, in steps along rows and columns to the last slot.
        var distance = (2 * (side - 1)) - (row + column) - (Footage.GridBlock - 1);
        return new BlankCase(Footage.Grid(script, side, row, column, level), 1 - (distance / (2.0 * (side - 1))));
    }
}
