namespace LongVpo.TestKit.Shots;

/// <summary>
/// A made-up place that can be filmed: a textured, coloured backdrop larger than the picture, a camera that pans, zooms and shakes over it, and
/// things that move in front. All of it follows from a seed.
/// </summary>
public sealed class SyntheticScene
{
    private const int Width = 192;
    private const int Height = 108;
    private readonly float[][] _backdrop = [new float[Width * Height], new float[Width * Height], new float[Width * Height]];
    private readonly List<Thing> _things = [];
    private double _seconds;
    private float _x;
    private float _y;
    private float _closeness;

    public SyntheticScene(int seed)
    {
        var random = new Random(seed);
        var light = random.Next(40, 190);
        for (var i = 0; i < Width * Height; i++)
        {
            _backdrop[0][i] = light + ((i / Width) - (Height / 2)) * 0.3f;
            _backdrop[1][i] = 128;
            _backdrop[2][i] = 128;
        }

        var tint = (Blue: random.Next(-20, 21), Red: random.Next(-20, 21));
        for (var i = 0; i < 70; i++) Paint(random, tint);
        for (var i = random.Next(0, 3); i > 0; i--) _things.Add(new Thing(random));
        PanX = (random.NextSingle() - 0.5f) * 20;
        PanY = (random.NextSingle() - 0.5f) * 6;
        Noise = random.NextSingle() * 1.5f;
        (_x, _y) = (Width * (0.4f + (0.2f * random.NextSingle())), Height * (0.4f + (0.2f * random.NextSingle())));
    }

    /// <summary>Backdrop cells per second the camera moves to the right; the picture shows about 110 of the backdrop's 192 cells.</summary>
    public float PanX { get; set; }

    public float PanY { get; set; }

    /// <summary>Growth per second.</summary>
    public float Zoom { get; set; }

    /// <summary>Cells the camera is thrown about.</summary>
    public float Shake { get; set; }

    /// <summary>Standard deviation of the noise in levels.</summary>
    public float Noise { get; set; }

    /// <summary>The next picture, a step of time later: luma 64 x 36, then Cb and Cr 32 x 18, as levels.</summary>
    public float[] Film(double step, Random noise)
    {
        var picture = new float[SyntheticFilm.FrameLength];
        _seconds += step;
        _closeness = Math.Clamp(_closeness + (Zoom * (float)step), -0.1f, 1.2f);
        (_x, PanX) = Move(_x, PanX, (float)step, 40, Width - 40);
        (_y, PanY) = Move(_y, PanY, (float)step, 34, Height - 34);
        var scale = 1.7f / MathF.Exp(_closeness);
        var left = _x + (Shake * (noise.NextSingle() - 0.5f) * 2) - (32 * scale);
        var top = _y + (Shake * (noise.NextSingle() - 0.5f) * 2) - (18 * scale);
        for (var y = 0; y < 36; y++)
            for (var x = 0; x < 64; x++) picture[(y * 64) + x] = At(0, left + (x * scale), top + (y * scale)) + (Noise * Gauss(noise));
        for (var plane = 1; plane < 3; plane++)
            for (var y = 0; y < 18; y++)
                for (var x = 0; x < 32; x++) picture[2304 + ((plane - 1) * 576) + (y * 32) + x] = At(plane, left + (2 * x * scale), top + (2 * y * scale));
        foreach (var thing in _things) thing.Draw(picture, _seconds);
        return picture;
    }

    private static float Gauss(Random random) => random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f;

    /// <summary>Turns the camera round where the backdrop ends, as a cameraman would.</summary>
    private static (float Place, float Speed) Move(float place, float speed, float step, float least, float most)
    {
        var next = place + (speed * step);
        return next < least ? (least, MathF.Abs(speed)) : next > most ? (most, -MathF.Abs(speed)) : (next, speed);
    }

    private float At(int plane, float x, float y)
    {
        var (column, row) = (Math.Clamp(x, 0, Width - 1.001f), Math.Clamp(y, 0, Height - 1.001f));
        var (left, top) = ((int)column, (int)row);
        var (dx, dy) = (column - left, row - top);
        var cells = _backdrop[plane];
        var at = (top * Width) + left;
        var upper = (cells[at] * (1 - dx)) + (cells[at + 1] * dx);
        var lower = (cells[at + Width] * (1 - dx)) + (cells[at + Width + 1] * dx);
        return (upper * (1 - dy)) + (lower * dy);
    }

    private void Paint(Random random, (int Blue, int Red) tint)
    {
        var (x, y) = (random.Next(Width), random.Next(Height));
        var (reachX, reachY) = (random.Next(3, 26), random.Next(3, 20));
        var (light, blue, red) = (random.Next(10, 240), 128 + tint.Blue + random.Next(-25, 26), 128 + tint.Red + random.Next(-25, 26));
        var round = random.Next(2) == 0;
        for (var v = Math.Max(0, y - reachY); v < Math.Min(Height, y + reachY); v++)
        {
            for (var u = Math.Max(0, x - reachX); u < Math.Min(Width, x + reachX); u++)
            {
                var (dx, dy) = ((u - x) / (float)reachX, (v - y) / (float)reachY);
                if (round && (dx * dx) + (dy * dy) > 1) continue;
                _backdrop[0][(v * Width) + u] = light + (10 * dx);
                _backdrop[1][(v * Width) + u] = blue;
                _backdrop[2][(v * Width) + u] = red;
            }
        }
    }

    private sealed class Thing(Random random)
    {
        private readonly float _x = random.NextSingle() * 64;
        private readonly float _y = 8 + (random.NextSingle() * 20);
        private readonly float _speed = (random.NextSingle() - 0.5f) * 40;
        private readonly float _reach = 3 + (random.NextSingle() * 5);
        private readonly float _light = random.Next(20, 235);

        public void Draw(float[] picture, double seconds)
        {
            var x = (((_x + (_speed * (float)seconds)) % 90) + 90) % 90 - 13;
            for (var v = 0; v < 36; v++)
                for (var u = 0; u < 64; u++)
                    if (((u - x) * (u - x)) + ((v - _y) * (v - _y)) < _reach * _reach) picture[(v * 64) + u] = _light;
        }
    }
}
