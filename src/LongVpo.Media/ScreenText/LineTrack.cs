using LongVpo.Core.Time;

namespace LongVpo.Media.ScreenText;

/// <summary>One line of text over the time it stays, read or found unreadable: what makes a title of eight seconds one reading instead of sixteen.</summary>
internal sealed class LineTrack
{
    public required TextLine Line { get; set; }

    /// <summary>Where it was first seen: lines of a scrolling page keep their order by it.</summary>
    public required PixelBox Home { get; init; }

    public required LineSignature Signature { get; set; }

    public required LineReading Reading { get; set; }

    /// <summary>When it was first seen in this segment; null while a line that came with the carry was not seen yet.</summary>
    public MediaTime? Start { get; set; }

    /// <summary>The first sample at which it was missing; null while it is there.</summary>
    public MediaTime? MissedAt { get; set; }

    /// <summary>Frames it was seen in, with those of earlier segments.</summary>
    public int Seen { get; set; }

    /// <summary>Frames it was looked for and missing since it was last seen.</summary>
    public int Missed { get; set; }

    /// <summary>Times it was read.</summary>
    public int Reads { get; set; }

    /// <summary>Frames before an unreadable place may be read again; doubles with each failure.</summary>
    public int Rest { get; set; }

    /// <summary>Whether it came with the carry and was there from the segment's first frame.</summary>
    public bool FromBefore { get; set; }

    /// <summary>Whether it was seen at another place, as on a scrolling page.</summary>
    public bool Moved { get; set; }

    public PixelBox Box => Line.Box;

    /// <summary>Whether it shows digits, which may change at any moment.</summary>
    public bool HasDigits => Reading.Text.Any(char.IsDigit);

    /// <summary>
    /// Whether it may have moved to the other place since the last sample. Words are unlikely to stand twice in a picture; numbers often do, so a
    /// number counts as moved only by about its own height.
    /// </summary>
    public bool MayMoveTo(TextLine other)
    {
        var reach = Math.Max(Line.LetterHeight, other.LetterHeight) * (HasDigits && Reading.Text.Count(char.IsLetter) < 4 ? 1 : 8);
        return Math.Abs(Box.Left - other.Box.Left) <= reach && Math.Abs(Box.Top - other.Box.Top) <= reach;
    }

    public void SeeAgain(MediaTime time)
    {
        Start ??= time;
        (Missed, MissedAt) = (0, null);
        Seen++;
        if (Rest > 0) Rest--;
    }

    public void Miss(MediaTime time)
    {
        MissedAt ??= time;
        Missed++;
    }
}
