using System.Text;
using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>One of the eight windows of a CEA-708 service: rows of letters that are shown or hidden together.</summary>
internal sealed class Cea708Window
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _maxRows = 1;
    private MediaTime? _since;

    public bool Visible { get; private set; }

    public void Define(int rows, bool visible, MediaTime time)
    {
        _maxRows = Math.Clamp(rows, 1, 15);
        if (visible) Show(time);
    }

    public void Show(MediaTime time)
    {
        if (!Visible && HasText) _since = time;
        Visible = true;
    }

    /// <summary>Takes the window off the screen; what stood in it is returned, and stays in it.</summary>
    public CaptionLine? Hide(MediaTime time)
    {
        var line = Taken(time);
        Visible = false;
        _since = null;
        return line;
    }

    public CaptionLine? Clear(MediaTime time)
    {
        var line = Taken(time);
        _rows.Clear();
        _rows.Add(new StringBuilder());
        _row = 0;
        _since = null;
        return line;
    }

    public void Write(char letter, MediaTime time)
    {
        if (_rows[_row].Length < 64) _rows[_row].Append(letter);
        if (Visible) _since ??= time;
    }

    public void Back()
    {
        if (_rows[_row].Length > 0) _rows[_row].Length--;
    }

    public void EraseRow() => _rows[_row].Clear();

    /// <summary>A new row. In a window that is on screen the row is finished by that, as rolling captions are read row by row.</summary>
    public CaptionLine? NewRow(MediaTime time)
    {
        if (Visible) return Clear(time);
        if (_rows.Count >= _maxRows) _rows.RemoveAt(0);
        _rows.Add(new StringBuilder());
        _row = _rows.Count - 1;
        return null;
    }

    public void MoveTo(int row)
    {
        row = Math.Clamp(row, 0, _maxRows - 1);
        while (_rows.Count <= row) _rows.Add(new StringBuilder());
        _row = row;
    }

    private bool HasText => _rows.Any(row => row.ToString().AsSpan().Trim().Length > 0);

    /// <summary>What stands in it while it is on screen; its end is the moment asked about.</summary>
    public CaptionLine? ShownAt(MediaTime time) => Taken(time);

    private CaptionLine? Taken(MediaTime time) => Visible && _since is { } since && HasText
        ? new CaptionLine(since, MediaTime.Max(since, time), string.Join('\n', _rows.Select(row => row.ToString().Trim()).Where(row => row.Length > 0)))
        : null;
}
