using System.Globalization;

namespace LongVpo.Training.World.Film;

/// <summary>Frames in a second, as a fraction, because the rates of television are none that a decimal number can say.</summary>
/// <param name="Frames">So many frames.</param>
/// <param name="Seconds">In so many seconds.</param>
public readonly record struct FrameRate(int Frames, int Seconds)
{
    private const int Most = 240;

    /// <summary>The moment of a frame, in microseconds.</summary>
    public long TimeOf(long frame) => frame * 1_000_000 * Seconds / Frames;

    /// <summary>Frames that begin before a moment.</summary>
    /// <param name="milliseconds">The moment.</param>
    public int CountUntil(long milliseconds) => (int)((milliseconds * Frames + 1000L * Seconds - 1) / (1000L * Seconds));

    /// <summary>Reads "25" or "30000/1001".</summary>
    /// <exception cref="ArgumentException">It is neither, or not 1 to 240.</exception>
    public static FrameRate Parse(string text)
    {
        var parts = text.Split('/');
        var seconds = 1;
        if (parts.Length <= 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var frames) && (parts.Length == 1 || int.TryParse(parts[1], CultureInfo.InvariantCulture, out seconds))
            && seconds is > 0 and <= 100_000 && frames >= seconds && frames <= (long)Most * seconds)
            return new FrameRate(frames, seconds);
        throw new ArgumentException($"'{text}' is no rate: say 1 to {Most} frames a second, as 25 or 30000/1001.");
    }

    /// <inheritdoc/>
    public override string ToString() => Seconds == 1 ? Frames.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Frames}/{Seconds}");
}
