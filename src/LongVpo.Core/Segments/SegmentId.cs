using System.Globalization;
using System.Text.Json.Serialization;

namespace LongVpo.Core.Segments;

/// <summary>Names a segment within its video: <c>s</c> and its position from 0. It never changes once the segment is sealed.</summary>
[JsonConverter(typeof(SegmentIdJsonConverter))]
public readonly record struct SegmentId(int Ordinal) : IComparable<SegmentId>
{
    public int CompareTo(SegmentId other) => Ordinal.CompareTo(other.Ordinal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"s{Ordinal:D5}");

    /// <exception cref="FormatException">Text that is not a segment id.</exception>
    public static SegmentId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('s') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? new SegmentId(ordinal)
            : throw new FormatException($"'{text}' is not a segment id such as s00012.");
    }

    public static bool operator <(SegmentId left, SegmentId right) => left.Ordinal < right.Ordinal;

    public static bool operator >(SegmentId left, SegmentId right) => left.Ordinal > right.Ordinal;

    public static bool operator <=(SegmentId left, SegmentId right) => left.Ordinal <= right.Ordinal;

    public static bool operator >=(SegmentId left, SegmentId right) => left.Ordinal >= right.Ordinal;
}
