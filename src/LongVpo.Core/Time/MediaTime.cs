using System.Globalization;
using System.Text.Json.Serialization;

namespace LongVpo.Core.Time;

/// <summary>
/// An exact moment on a container's clock: a presentation timestamp and its time base. Every time in the product comes from one of these,
/// never from a model and never from a wall clock. Two times are equal when they are the same moment, whatever their time bases.
/// </summary>
[JsonConverter(typeof(MediaTimeJsonConverter))]
public readonly struct MediaTime : IComparable<MediaTime>, IEquatable<MediaTime>
{
    private readonly TimeBase _timeBase;

    /// <param name="pts">Ticks since the container's zero; may be negative.</param>
    /// <param name="timeBase">The length of a tick.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time base that is not positive.</exception>
    public MediaTime(long pts, TimeBase timeBase)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeBase.Numerator, 1, nameof(timeBase));
        ArgumentOutOfRangeException.ThrowIfLessThan(timeBase.Denominator, 1, nameof(timeBase));
        Pts = pts;
        _timeBase = timeBase;
    }

    public static MediaTime Zero => default;

    public long Pts { get; }

    public TimeBase TimeBase => _timeBase.Denominator == 0 ? TimeBase.Microseconds : _timeBase;

    public double Seconds => (double)Pts * TimeBase.Numerator / TimeBase.Denominator;

    /// <summary>The nearest microsecond to a time in seconds, for times that people type.</summary>
    public static MediaTime FromSeconds(double seconds) =>
        new((long)Math.Round(seconds * TimeBase.Microseconds.Denominator, MidpointRounding.AwayFromZero), TimeBase.Microseconds);

    /// <summary>This moment moved by a span; exact in the time base where the span is a whole number of ticks, else to the microsecond.</summary>
    public MediaTime Plus(TimeSpan span)
    {
        var ticks = (Int128)span.Ticks * TimeBase.Denominator;
        var perTick = (Int128)TimeSpan.TicksPerSecond * TimeBase.Numerator;
        return ticks % perTick == 0
            ? new MediaTime(Pts + (long)(ticks / perTick), TimeBase)
            : new MediaTime(Microseconds + (span.Ticks / TimeSpan.TicksPerMicrosecond), TimeBase.Microseconds);
    }

    /// <summary>The span from another moment to this one, to the nearest 100 ns.</summary>
    public TimeSpan Since(MediaTime earlier) => TimeSpan.FromTicks(TicksOf(this) - TicksOf(earlier));

    public int CompareTo(MediaTime other)
    {
        var left = (Int128)Pts * TimeBase.Numerator * other.TimeBase.Denominator;
        var right = (Int128)other.Pts * other.TimeBase.Numerator * TimeBase.Denominator;
        return left.CompareTo(right);
    }

    public bool Equals(MediaTime other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is MediaTime other && Equals(other);

    /// <summary>Hashes the nearest microsecond: equal moments share it whatever their time bases.</summary>
    public override int GetHashCode() => Microseconds.GetHashCode();

    public static bool operator ==(MediaTime left, MediaTime right) => left.Equals(right);

    public static bool operator !=(MediaTime left, MediaTime right) => !left.Equals(right);

    public static bool operator <(MediaTime left, MediaTime right) => left.CompareTo(right) < 0;

    public static bool operator >(MediaTime left, MediaTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(MediaTime left, MediaTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MediaTime left, MediaTime right) => left.CompareTo(right) >= 0;

    public static MediaTime Min(MediaTime a, MediaTime b) => a <= b ? a : b;

    public static MediaTime Max(MediaTime a, MediaTime b) => a >= b ? a : b;

    /// <summary>The form that is stored: <c>pts@numerator/denominator</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Pts}@{TimeBase.Numerator}/{TimeBase.Denominator}");

    /// <exception cref="FormatException">Text that <see cref="ToString"/> did not write.</exception>
    public static MediaTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (at < 1 || slash < at) throw new FormatException($"'{text}' is not a media time of the form pts@numerator/denominator.");
        return new MediaTime(
            long.Parse(text.AsSpan(0, at), CultureInfo.InvariantCulture),
            new TimeBase(
                int.Parse(text.AsSpan(at + 1, slash - at - 1), CultureInfo.InvariantCulture),
                int.Parse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture)));
    }

    private long Microseconds => RoundedTo(1_000_000);

    private static long TicksOf(MediaTime time) => time.RoundedTo(TimeSpan.TicksPerSecond);

    private long RoundedTo(long perSecond)
    {
        var scaled = (Int128)Pts * TimeBase.Numerator * perSecond;
        var half = TimeBase.Denominator / 2;
        return (long)((scaled >= 0 ? scaled + half : scaled - half) / TimeBase.Denominator);
    }
}
