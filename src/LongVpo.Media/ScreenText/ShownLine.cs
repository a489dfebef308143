using LongVpo.Core.Time;

namespace LongVpo.Media.ScreenText;

/// <summary>A read line with the time it was on screen within the segment: what observations are put together from.</summary>
internal sealed record ShownLine(string Text, TimeRange Range, PixelBox Box, double LetterHeight, double Confidence, int Characters, bool Moved)
{
    /// <summary>The track's time within the segment; null when nothing of it is left.</summary>
    public static ShownLine? Of(LineTrack track, TimeRange range)
    {
        if (track.Start is not { } seen) return null;
        var start = track.FromBefore ? range.Start : MediaTime.Max(seen, range.Start);
        var end = MediaTime.Min(track.MissedAt ?? range.End, range.End);
        if (end < start || start > range.End) return null;
        return new ShownLine(
            track.Reading.Text, new TimeRange(start, end), track.Home, track.Line.LetterHeight, track.Reading.Confidence, track.Reading.Characters, track.Moved);
    }

    /// <summary>The surer words over the time of both.</summary>
    public ShownLine MendedWith(ShownLine other) =>
        (Characters * Confidence >= other.Characters * other.Confidence ? this : other) with { Range = Range.Union(other.Range), Moved = Moved || other.Moved };
}
