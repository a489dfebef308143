using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>One frame that a network is shown: a step of a scene, or a blank.</summary>
/// <param name="Scene">The scene; null for a blank.</param>
/// <param name="Step">The step of the scene, from 0.</param>
/// <param name="Level">The red, green and blue of a blank.</param>
public readonly record struct Shown(Scene? Scene, int Step, byte Level = 0)
{
    /// <summary>Draws it.</summary>
    /// <param name="side">Of the frame in pixels.</param>
    /// <param name="rgb">Takes three bytes a pixel, rows from the top.</param>
    public void Draw(int side, Span<byte> rgb)
    {
        if (Scene is null) rgb.Fill(Level);
        else ScenePainter.Paint(Scene, Step * 256, Canvas.Even(side, side), rgb);
    }
}
