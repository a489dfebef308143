using LongVpo.Core.Time;

namespace LongVpo.Media.ScreenText;

/// <summary>A read line with the time it was on screen within the segment: what observations are put together from.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Range">When it was there.</param>
/// <param name="Box">Where it was first seen, in pixels of the frame.</param>
/// <param name="Last">Where it was last seen.</param>
/// <param name="LetterHeight">Pixels of tall letters.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Characters">Letters and digits.</param>
/// <param name="Moved">Whether it was seen at more than one place.</param>
internal sealed record ShownLine(string Text, TimeRange Range, PixelBox Box, PixelBox Last, double LetterHeight, double Confidence, int Characters, bool Moved)
{
    /// <summary>The track's time within the segment; null when nothing of it is left.</summary>
    public static ShownLine? Of(LineTrack track, TimeRange range)
    {
        if (track.Start is not { } seen) return null;
        var start = track.FromBefore ? range.Start : MediaTime.Max(seen, range.Start);
        var end = MediaTime.Min(track.MissedAt ?? range.End, range.End);
        if (end < start || start > range.End) return null;
        return new ShownLine(
            track.Reading.Text, new TimeRange(start, end), track.Home, track.Box, track.Line.LetterHeight, track.Reading.Confidence, track.Reading.Characters, track.Moved);
    }

    /// <summary>The surer words over the time of both.</summary>
    public ShownLine MendedWith(ShownLine other) =>
        (Characters * Confidence >= other.Characters * other.Confidence ? this : other) with { Range = Range.Union(other.Range), Last = other.Last, Moved = Moved || other.Moved };
}
