using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>Remembers what was last told of each place on screen, so that a caption is told while it stands there no more often than it changes.</summary>
internal sealed class CaptionNews
{
    /// <summary>Letters that are painted one by one are told again after this time at the earliest. Seconds.</summary>
    private const double AgainSeconds = 0.5;

    private readonly Dictionary<int, CaptionLine> _told = [];

    /// <summary>The line when it is news.</summary>
    public CaptionLine? Of(int place, CaptionLine? shown)
    {
        if (shown is not { } line)
        {
            _told.Remove(place);
            return null;
        }

        if (_told.TryGetValue(place, out var before) && before.Start == line.Start
            && (before.Text == line.Text || line.End.Since(before.End).TotalSeconds < AgainSeconds)) return null;
        _told[place] = line;
        return line;
    }
}
