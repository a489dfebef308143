namespace LongVpo.Training.World.Film;

/// <summary>A sign as it lies over pictures: white letters on a dark plate, drawn once and laid over every frame that shows it.</summary>
internal sealed class SignPlate
{
    // A pen of a sixth of the letters' height is that of a bold face.
    private const int Unit = 256;
    private const int Pen = Unit * 19 / 20;
    private const int Advance = StrokeFont.Width + 4;
    private const int Border = 3;
    private const int Samples = 4;
    private readonly byte[] _ink;
    private readonly (int Left, int Top, int Width, int Height) _at;

    /// <summary>Draws a sign for a canvas; at its bottom, or at its top where the badge is at the bottom.</summary>
    public SignPlate(string text, Canvas canvas, bool isOnTop)
    {
        var columns = text.Length * Advance - 4 + 2 * Border;
        var rows = StrokeFont.Height + 2 * Border;
        // Pixels of a grid cell, in 256ths: letters of an eleventh of the height, or smaller where the words would not fit.
        var cell = Math.Min(canvas.Height * Unit / (11 * StrokeFont.Height), canvas.Width * Unit * 24 / (25 * columns));
        var (width, height) = (Math.Max(1, columns * cell / Unit), Math.Max(1, rows * cell / Unit));
        var margin = canvas.Height / 24;
        _at = ((canvas.Width - width) / 2, isOnTop ? margin : canvas.Height - height - margin, width, height);
        _ink = new byte[width * height];
        for (var i = 0; i < text.Length; i++) Draw(StrokeFont.Of(text[i]), Border + i * Advance, Math.Max(1, cell));
    }

    /// <summary>Lays the sign over a picture of the canvas.</summary>
    public void LayOver(Canvas canvas, Span<byte> rgb)
    {
        for (var y = 0; y < _at.Height; y++)
        {
            var row = rgb.Slice(((_at.Top + y) * canvas.Width + _at.Left) * 3, _at.Width * 3);
            var ink = _ink.AsSpan(y * _at.Width, _at.Width);
            for (var x = 0; x < ink.Length; x++) row.Slice(x * 3, 3).Fill((byte)(12 + ink[x] * 238 / 16));
        }
    }

    private void Draw((int X, int Y)[][] strokes, int column, int cell)
    {
        var (from, to) = (Math.Max(0, (column - 2) * cell / Unit), Math.Min(_at.Width, (column + StrokeFont.Width + 2) * cell / Unit + 1));
        for (var y = 0; y < _at.Height; y++)
            for (var x = from; x < to; x++)
            {
                var covered = 0;
                for (var sample = 0; sample < Samples * Samples; sample++)
                {
                    // Where the sample lies on the letter's grid, in 256ths of a cell.
                    var over = (int)(((2 * (sample % Samples) + 1 + 8L * x) * Unit * Unit / 8) / cell) - column * Unit;
                    var down = (int)(((2 * (sample / Samples) + 1 + 8L * y) * Unit * Unit / 8) / cell) - Border * Unit;
                    if (IsInked(strokes, over, down)) covered++;
                }

                if (covered > 0) _ink[y * _at.Width + x] = (byte)covered;
            }
    }

    private static bool IsInked((int X, int Y)[][] strokes, int x, int y)
    {
        foreach (var stroke in strokes)
            for (var i = 1; i < stroke.Length; i++)
                if (IsNear(x - stroke[i - 1].X * Unit, y - stroke[i - 1].Y * Unit, (stroke[i].X - stroke[i - 1].X) * Unit, (stroke[i].Y - stroke[i - 1].Y) * Unit)) return true;
        return false;
    }

    /// <summary>Whether a point is nearer than the pen to a line from the origin.</summary>
    private static bool IsNear(long x, long y, long lineX, long lineY)
    {
        // Most points are far from most lines, which is told without a division.
        if (x < Math.Min(0, lineX) - Pen || x > Math.Max(0, lineX) + Pen || y < Math.Min(0, lineY) - Pen || y > Math.Max(0, lineY) + Pen) return false;
        var length = lineX * lineX + lineY * lineY;
        var along = Math.Clamp(x * lineX + y * lineY, 0, length);
        var (awayX, awayY) = (x - lineX * along / length, y - lineY * along / length);
        return awayX * awayX + awayY * awayY <= Pen * Pen;
    }
}
