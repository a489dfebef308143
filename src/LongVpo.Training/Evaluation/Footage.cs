using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>What a network is shown for a question: frames of a script, blanks between them where a protocol wants them. It says nothing that is not seen.</summary>
/// <param name="Frames">The frames in order.</param>
public sealed record Footage(ImmutableArray<Shown> Frames)
{
    /// <summary>Side of the square of frames that <see cref="Grid"/> keeps together.</summary>
    public const int GridBlock = 4;

    /// <summary>All frames of a script.</summary>
    public static Footage Of(WorldScript script) => new([.. script.Scenes.SelectMany(Steps)]);

    /// <summary>The frames of a script in a row among blanks.</summary>
    /// <param name="script">What is seen.</param>
    /// <param name="slots">Frames in all.</param>
    /// <param name="offset">Blanks before the first.</param>
    /// <param name="level">The level of the blanks.</param>
    /// <exception cref="ArgumentException">There is no room there.</exception>
    public static Footage Block(WorldScript script, int slots, int offset, byte level)
    {
        if (offset < 0 || offset + script.FrameCount > slots) throw new ArgumentException($"{script.FrameCount} frames from {offset} on do not fit into {slots}.");
        var frames = Blanks(slots, level);
        Of(script).Frames.CopyTo(frames, offset);
        return new Footage([.. frames]);
    }

    /// <summary>Sixteen frames as a square of four by four in a larger square of blanks, which is then read row by row: each four are together, with a row of blanks between them.</summary>
    /// <param name="script">What is seen, two scenes.</param>
    /// <param name="side">Slots of a row, as many as rows.</param>
    /// <param name="row">The first row of the square.</param>
    /// <param name="column">Its first column.</param>
    /// <param name="level">The level of the blanks.</param>
    /// <exception cref="ArgumentException">There is no room there, or there are not sixteen frames.</exception>
    public static Footage Grid(WorldScript script, int side, int row, int column, byte level)
    {
        if (script.FrameCount != GridBlock * GridBlock) throw new ArgumentException($"A square of frames holds {GridBlock * GridBlock}, and the script has {script.FrameCount}.");
        if (row < 0 || column < 0 || row + GridBlock > side || column + GridBlock > side) throw new ArgumentException($"A square of {GridBlock} from row {row}, column {column} on does not fit into {side}.");
        var frames = Blanks(side * side, level);
        var real = Of(script).Frames;
        for (var i = 0; i < real.Length; i++) frames[((row + (i / GridBlock)) * side) + column + (i % GridBlock)] = real[i];
        return new Footage([.. frames]);
    }

    private static Shown[] Blanks(int slots, byte level)
    {
        var frames = new Shown[slots];
        Array.Fill(frames, new Shown(null, 0, level));
        return frames;
    }

    private static IEnumerable<Shown> Steps(Scene scene) => Enumerable.Range(0, Scene.Steps).Select(step => new Shown(scene, step));
}
