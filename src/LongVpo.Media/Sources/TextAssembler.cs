using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Media.Captions;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>Makes complete lines of what subtitle tracks and caption data deliver, some of which say only when a line begins.</summary>
internal sealed class TextAssembler(IReadOnlyList<AvTextTrack> tracks)
{
    private readonly Dictionary<int, (MediaTime Start, string Text)> _open = [];
    private readonly Dictionary<int, string?> _languages = tracks.ToDictionary(track => track.Stream, track => track.Language);
    private readonly ClosedCaptions _captions = new();

    public IEnumerable<TextDecoded> Take(AvSession session)
    {
        if (session.Kind == AvEventKind.Captions)
        {
            _captions.Push(session.Data, session.Time);
            return [.. Captions(), .. _captions.NewsAt(session.Time).Select(line => Caption(line) with { Open = true })];
        }

        return Subtitle(session.Stream, session.Time, session.End, SubtitleText.Plain(session.Text));
    }

    /// <summary>The lines that were still open when the stream ended.</summary>
    public IEnumerable<TextDecoded> Finish(MediaTime end)
    {
        _captions.Finish(end);
        foreach (var (stream, line) in _open.OrderBy(pair => pair.Value.Start)) yield return Line(stream, line.Start, MediaTime.Max(line.Start, end), line.Text);
        foreach (var line in Captions()) yield return line;
    }

    private IEnumerable<TextDecoded> Subtitle(int stream, MediaTime start, MediaTime? end, string text)
    {
        // A line without an end lasts until the next one of its track, which may be an empty one.
        if (_open.Remove(stream, out var before)) yield return Line(stream, before.Start, MediaTime.Max(before.Start, start), before.Text);
        if (text.Length == 0) yield break;
        if (end is { } known)
        {
            yield return Line(stream, start, MediaTime.Max(start, known), text) with { Announced = true };
            yield break;
        }

        _open[stream] = (start, text);
        yield return Line(stream, start, start, text) with { Open = true };
    }

    private TextDecoded Line(int stream, MediaTime start, MediaTime end, string text) =>
        new(new TimeRange(start, end), text, TextOrigin.Subtitle, _languages.GetValueOrDefault(stream));

    private IEnumerable<TextDecoded> Captions()
    {
        while (_captions.TryTake(out var line)) yield return Caption(line);
    }

    private static TextDecoded Caption(CaptionLine line) => new(new TimeRange(line.Start, line.End), line.Text, TextOrigin.ClosedCaption, null);
}
