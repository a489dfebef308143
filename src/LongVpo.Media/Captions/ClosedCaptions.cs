using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>
/// Turns the caption bytes of a picture into lines. CEA-608 is preferred; CEA-708, which usually repeats the same words, speaks only while no
/// CEA-608 caption was sent.
/// </summary>
internal sealed class ClosedCaptions
{
    private const int PlainPlace = -1;

    private readonly Cea608Decoder _plain = new();
    private readonly Cea708Decoder _windowed = new();
    private readonly CaptionNews _news = new();

    /// <param name="triplets">Groups of three: a marker with the kind in its lowest bits, and two bytes.</param>
    /// <param name="time">When the picture that carried them is shown.</param>
    public void Push(ReadOnlySpan<byte> triplets, MediaTime time)
    {
        for (; triplets.Length >= 3; triplets = triplets[3..])
        {
            var valid = (triplets[0] & 0x04) != 0;
            if (!valid) continue;
            switch (triplets[0] & 0x03)
            {
                case 0:
                    _plain.Push(triplets[1], triplets[2], time);
                    break;
                case 2:
                    _windowed.Push(begins: false, triplets[1], triplets[2], time);
                    break;
                case 3:
                    _windowed.Push(begins: true, triplets[1], triplets[2], time);
                    break;
            }
        }
    }

    public bool TryTake(out CaptionLine line)
    {
        if (_plain.TryTake(out line)) return true;
        while (_windowed.TryTake(out line))
            if (!_plain.HasSpoken) return true;
        return false;
    }

    /// <summary>
    /// The captions that came on screen or changed since the last call and are still there, each from its start to the moment asked about. A caption's end is known only
    /// when it goes, and by then footage that it was in may have been sealed.
    /// </summary>
    public IEnumerable<CaptionLine> NewsAt(MediaTime time)
    {
        if (_news.Of(PlainPlace, _plain.ShownAt(time)) is { } plain) yield return plain;
        if (_plain.HasSpoken) yield break;
        foreach (var (window, line) in _windowed.ShownAt(time))
            if (_news.Of(window, line) is { } windowed) yield return windowed;
    }

    public void Finish(MediaTime time)
    {
        _plain.Finish(time);
        _windowed.Finish(time);
    }
}
