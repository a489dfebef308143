using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Follows lines of text from frame to frame and decides what has to be read: a line that stands still is recognised by its shape, one that
/// changed or came is read, one that went is closed. What it knows depends on the carry and the frames alone.
/// </summary>
internal sealed class LineTracker(ScreenTextOptions options, Lazy<Lexicon> lexicon, IEnumerable<LineTrack> carried)
{
    /// <summary>Samples a line may be missing before it counts as gone: one bad frame does not split a title.</summary>
    private const int MostMissed = 2;

    /// <summary>Reads of one unclear line: the next frames spoil other letters, but soon nothing new comes.</summary>
    private const int MostReads = 4;

    /// <summary>Above this a reading is not tried again.</summary>
    private const double Sure = 0.85;

    /// <summary>Below this a reading shows no text at all, and trying again is no use.</summary>
    private const double Worthwhile = 0.45;

    /// <summary>Unreadable places remembered at most; the longest unseen are forgotten first.</summary>
    private const int MostTracks = 200;

    private readonly TextFinder _finder = new();
    private readonly List<LineTrack> _live = [.. carried];
    private readonly List<LineTrack> _ended = [];

    /// <summary>Frames looked at.</summary>
    public int Frames { get; private set; }

    /// <summary>Times the recogniser ran.</summary>
    public int Runs { get; private set; }

    /// <summary>Frames in which anything was read.</summary>
    public int FramesRead { get; private set; }

    /// <summary>Lines that are there, or were at the last sample but one.</summary>
    public IReadOnlyList<LineTrack> Live => _live;

    /// <summary>Lines that went, in the order they went.</summary>
    public IReadOnlyList<LineTrack> Ended => _ended;

    public void Look(GrayPicture frame, MediaTime time, OcrEngine engine)
    {
        var layers = TextFinder.Layers(frame);
        var lines = _finder.Find(layers, options.LeastLikeness);
        var runsBefore = Runs;
        var sight = new Sight(frame, layers, time, engine);
        var (unseen, grown) = SeeUnchanged(sight, lines);
        SeeMoved(sight, lines, unseen);
        ReadLines(sight, lines, unseen);
        foreach (var track in grown.Where(unseen.Remove)) See(track, time);
        RereadUnclear(sight);
        foreach (var track in unseen) track.Miss(time);
        CloseGone();
        Frames++;
        if (Runs > runsBefore) FramesRead++;
    }

    /// <summary>
    /// Marks the lines that stand as they stood and takes them off the list of found lines. Returns the tracks that were not seen, and those of them
    /// that still stand but may have got more words.
    /// </summary>
    private (List<LineTrack> Unseen, List<LineTrack> Grown) SeeUnchanged(Sight sight, List<TextLine> lines)
    {
        var unseen = new List<LineTrack>();
        var grown = new List<LineTrack>();
        foreach (var track in _live)
        {
            var layer = sight.Layers[Math.Min(track.Line.Level, sight.Layers.Count - 1)];
            if (!track.Signature.SameAs(LineSignature.Of(layer, track.Box, track.Line.Polarity), track.HasDigits))
            {
                unseen.Add(track);
                continue;
            }

            if (lines.Exists(line => Continues(track, line)))
            {
                unseen.Add(track);
                grown.Add(track);
                continue;
            }

            See(track, sight.Time);
            lines.RemoveAll(line => line.Box.Shared(track.Box) >= 0.5 * line.Box.Area && track.Line.Covers(line, 0.5));
        }

        return (unseen, grown);
    }

    /// <summary>Whether the found line holds the track's line and clearly more: a word was added, so it must be read anew.</summary>
    private static bool Continues(LineTrack track, TextLine line) =>
        line.Promising && line.Box.SharedOfSmaller(track.Box) >= 0.6 && line.LetterHeight < 1.6 * track.Line.LetterHeight
        && line.Box.Width > track.Box.Width + (2.0 * track.Line.LetterHeight);

    private void See(LineTrack track, MediaTime time)
    {
        if (Frames == 0 && track.Start is null) track.FromBefore = true;
        track.SeeAgain(time);
    }

    /// <summary>Finds lines of the same shape at another place: a page that scrolls, a title that slides.</summary>
    private void SeeMoved(Sight sight, List<TextLine> lines, List<LineTrack> unseen)
    {
        foreach (var line in lines.ToList())
        {
            var signature = LineSignature.Of(sight.Layers[line.Level], line.Box, line.Polarity);
            var track = unseen.Find(t => t.Line.Polarity == line.Polarity && t.Line.Level == line.Level
                && OfOneSize(t.Box, line.Box) && t.MayMoveTo(line) && t.Signature.SameAs(signature, t.HasDigits));
            if (track is null) continue;
            track.Moved = track.Moved || track.Box.SharedOfBoth(line.Box) < 0.7;
            (track.Line, track.Signature) = (line, signature);
            See(track, sight.Time);
            unseen.Remove(track);
            lines.Remove(line);
        }
    }

    private static bool OfOneSize(PixelBox a, PixelBox b) =>
        Math.Abs(a.Width - b.Width) <= Math.Max(2, 0.06 * a.Width) && Math.Abs(a.Height - b.Height) <= Math.Max(2, 0.12 * a.Height);

    private void ReadLines(Sight sight, List<TextLine> lines, List<LineTrack> unseen)
    {
        var (reads, failures, steep) = (0, 0, 0);
        var wholes = new List<TextLine>();
        foreach (var line in lines)
        {
            if (line.Slanted is not null && (steep == options.SteepReadsPerFrame || _live.Exists(t => IsReadOver(t, line)))) continue;
            // Rows of lettering that was read as a whole need not be read again.
            if (wholes.Exists(whole => whole.Covers(line, 0.8))) continue;
            var before = unseen.Where(t => t.Line.Covers(line, 0.4)).MaxBy(t => t.Box.Shared(line.Box));
            if (before is { Rest: > 0 } && !line.Clean && Resembles(before.Line, line))
            {
                // It could not be read the last times; a flickering wall is not tried in every frame.
                See(before, sight.Time);
                unseen.Remove(before);
                continue;
            }

            // Where lines turn out to be readable the next ones probably are, so a page is read whole and a forest is soon left alone.
            if (line.Slanted is not null) steep++;
            else if (reads >= options.ReadsPerFrame || failures >= options.FailedReadsPerFrame + ((reads - failures) / 2)) continue;
            reads++;
            if (Read(sight, line, before, unseen) is not { } read) failures++;
            else if (read.Line.Box.Area > line.Box.Area) wholes.Add(read.Line);
        }
    }

    /// <summary>Whether a line that was read in this frame holds the place of the other.</summary>
    private bool IsReadOver(LineTrack track, TextLine line) =>
        track.Missed == 0 && track.Start is not null && track.Line.Slanted is null && track.Line.Covers(line, 0.5) && Believing.IsText(track.Reading, 2, track.Line, options);

    /// <summary>Whether the found line may be the same unreadable thing as before, only flickering, rather than something that came in its place.</summary>
    private static bool Resembles(TextLine before, TextLine line) =>
        before.Box.SharedOfBoth(line.Box) >= (line.Promising ? 0.7 : 0.4)
        && (!line.Promising || (before.Promising && line.Letters < 1.3 * before.Letters && before.Polarity == line.Polarity));

    /// <returns>The line as it was read; null when it could not be.</returns>
    private LineTrack? Read(Sight sight, TextLine line, LineTrack? before, List<LineTrack> unseen)
    {
        var attempt = before is { Rest: 0 } && Resembles(before.Line, line) ? before.Reads : 0;
        var (chosen, reading, runs) = LineReader.Read(sight.Engine, sight.Frame, sight.Layers, line, attempt, lexicon);
        Runs += runs;
        var signature = LineSignature.Of(sight.Layers[chosen.Level], chosen.Box, chosen.Polarity);
        var readable = Believing.IsText(reading, 2, chosen, options);
        var same = unseen.Find(t => t.Reading.Characters > 0 && IsSame(t, chosen, reading))
            ?? (readable || before is null || Believing.IsText(before.Reading, before.Seen, before.Line, options) ? null : before);
        if (same is not null)
        {
            same.Moved = same.Moved || same.Box.SharedOfBoth(chosen.Box) < 0.5;
            (same.Line, same.Signature) = (chosen, signature);
            same.Reading = same.Reading.VotedWith(reading);
            See(same, sight.Time);
            unseen.Remove(same);
        }
        else
        {
            if (before is not null && readable) Replace(before, sight.Time, unseen);
            same = new LineTrack { Line = chosen, Home = chosen.Box, Signature = signature, Reading = reading };
            See(same, sight.Time);
            same.FromBefore = false;
            _live.Add(same);
        }

        if (readable && chosen.Box.Area > line.Box.Area) _live.RemoveAll(t => t != same && IsPartOf(t, same));
        same.Reads++;
        if (!readable) same.Rest = RestAfter(same, reading);
        return readable ? same : null;
    }

    /// <summary>Frames before a failed place is tried again: none where words nearly came out, more with each failure elsewhere.</summary>
    private static int RestAfter(LineTrack track, LineReading reading)
    {
        if (reading is { Confidence: >= Worthwhile, Characters: >= 4, Known: >= 0.5 }) return Math.Min(8, track.Reads - 1);
        return track.Line.Promising ? Math.Min(8, 2 * track.Reads) : 1 << Math.Min(track.Reads, 6);
    }

    /// <summary>Whether a row was read on its own in the same frame before the whole lettering was.</summary>
    private static bool IsPartOf(LineTrack row, LineTrack whole) =>
        row.Start == whole.Start && row.Box.SharedOfSmaller(whole.Box) >= 0.7 && row.Box.Area < whole.Box.Area
        && TextLikeness.Plain(whole.Reading.Text).Contains(TextLikeness.Plain(row.Reading.Text), StringComparison.Ordinal);

    /// <summary>Whether a reading is of the line that was there before: nearly the same words nearby, or similar words at the very place.</summary>
    private static bool IsSame(LineTrack track, TextLine line, LineReading reading)
    {
        if (!track.MayMoveTo(line)) return false;
        return TextLikeness.SameWords(track.Reading.Text, reading.Text, track.Box.SharedOfBoth(line.Box) > 0.6 ? 0.45 : 0.25);
    }

    /// <summary>Other words stand at the same place now, so the earlier ones are gone at once.</summary>
    private static void Replace(LineTrack track, MediaTime time, List<LineTrack> unseen)
    {
        track.Miss(time);
        track.Missed = MostMissed;
        unseen.Remove(track);
    }

    /// <summary>Tries again what was read with doubt: titles fade in, and every frame is compressed differently.</summary>
    private void RereadUnclear(Sight sight)
    {
        var left = options.FailedReadsPerFrame;
        foreach (var track in _live)
        {
            if (left == 0) return;
            if (track.Missed > 0 || track.Start == sight.Time || track.Reads >= MostReads || track.Seen < 2 * track.Reads || track.Reading.Confidence >= Sure) continue;
            if (!track.Line.Promising || track.Start is null || track.Reading.Confidence < Worthwhile || track.Reading.Characters < 4) continue;
            left--;
            var (_, reading, runs) = LineReader.Read(sight.Engine, sight.Frame, sight.Layers, track.Line, track.Reads, lexicon);
            Runs += runs;
            track.Reads++;
            track.Reading = track.Reading.VotedWith(reading, independent: false);
        }
    }

    private void CloseGone()
    {
        foreach (var track in _live.Where(t => t.Missed >= MostMissed && t.Start is not null)) _ended.Add(track);
        _live.RemoveAll(t => t.Missed >= MostMissed);
        if (_live.Count > MostTracks) _live.RemoveRange(0, _live.Count - MostTracks);
    }

    private sealed record Sight(GrayPicture Frame, IReadOnlyList<TextLayer> Layers, MediaTime Time, OcrEngine Engine);
}
