using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>
/// Decodes the first caption channel (CC1) of CEA-608: captions prepared out of sight (pop-on), rolling rows, and letters painted straight on the screen.
/// A caption is told when it leaves the screen; of rolling captions each row is told when it is finished.
/// </summary>
internal sealed class Cea608Decoder
{
    private static readonly int[] RowOfCode = [10, -1, 0, 1, 2, 3, 11, 12, 13, 14, 4, 5, 6, 7, 8, 9];

    private readonly Queue<CaptionLine> _finished = new();
    private CaptionMemory _shown = new();
    private CaptionMemory _hidden = new();
    private Mode _mode = Mode.None;
    private int _rollRows = 2;
    private int _row = CaptionMemory.Rows - 1;
    private int _column;
    private int _lastControl;
    private bool _otherChannel;

    private enum Mode
    {
        None,
        PopOn,
        RollUp,
        PaintOn,
        Text,
    }

    /// <summary>Whether anything but padding was sent, so that the same words in CEA-708 are not told twice.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Takes the pair of bytes of one frame, with or without their parity bits.</summary>
    public void Push(byte first, byte second, MediaTime time)
    {
        int a = first & 0x7f, b = second & 0x7f;
        if (a == 0 && b == 0) return;
        if (a is >= 0x10 and <= 0x1f)
        {
            // Control pairs are sent twice for safety; the second of two equal ones means nothing.
            var pair = (a << 8) | b;
            var repeated = pair == _lastControl;
            _lastControl = repeated ? 0 : pair;
            if (!repeated) Control(a, b, time);
            return;
        }

        _lastControl = 0;
        if (a < 0x10 && a != 0) return;
        if (_otherChannel || _mode is Mode.None or Mode.Text) return;
        if (a >= 0x20) Write(Cea608Characters.Basic(a), time);
        if (b >= 0x20) Write(Cea608Characters.Basic(b), time);
    }

    public bool TryTake(out CaptionLine line) => _finished.TryDequeue(out line);

    /// <summary>What is on screen and not told yet; its end is the moment asked about.</summary>
    public CaptionLine? ShownAt(MediaTime time)
    {
        if (_shown.ShownSince is not { } since) return null;
        var text = _mode == Mode.RollUp ? _shown.Row(_row) : _shown.Text();
        return text.Length > 0 ? new CaptionLine(since, MediaTime.Max(since, time), text) : null;
    }

    /// <summary>The stream is over: what is still on screen ends here.</summary>
    public void Finish(MediaTime time) => EndShown(time);

    private CaptionMemory Target => _mode == Mode.PopOn ? _hidden : _shown;

    private void Control(int a, int b, MediaTime time)
    {
        _otherChannel = (a & 0x08) != 0;
        if (_otherChannel) return;
        HasSpoken = true;
        if (b >= 0x40) Address(a, b, time);
        else if (a is 0x14 or 0x15 && b is >= 0x20 and <= 0x2f) Command(b, time);
        else if (a == 0x17 && b is >= 0x21 and <= 0x23) _column = Math.Min(_column + (b & 3), CaptionMemory.Columns - 1);
        else if (a == 0x11 && b is >= 0x20 and <= 0x2f) Write(' ', time);
        else if (a == 0x11 && b is >= 0x30 and <= 0x3f) Write(Cea608Characters.FromSpecial(b), time);
        else if (a is 0x12 or 0x13 && b >= 0x20) Replace(Cea608Characters.FromExtended(a, b), time);
    }

    private void Command(int b, MediaTime time)
    {
        switch (b)
        {
            case 0x20:
                _mode = Mode.PopOn;
                break;
            case 0x21:
                _column = Math.Max(_column - 1, 0);
                Target.Put(_row, _column, '\0');
                break;
            case 0x24:
                Target.EraseRow(_row, _column);
                break;
            case 0x25 or 0x26 or 0x27:
                BeginRollUp(b - 0x23, time);
                break;
            case 0x29:
                _mode = Mode.PaintOn;
                break;
            case 0x2a or 0x2b:
                _mode = Mode.Text;
                break;
            case 0x2c:
                EndShown(time);
                break;
            case 0x2d when _mode == Mode.RollUp:
                Roll(time);
                break;
            case 0x2e:
                _hidden.Erase();
                break;
            case 0x2f:
                Flip(time);
                break;
        }
    }

    private void Address(int a, int b, MediaTime time)
    {
        var row = RowOfCode[((a & 7) << 1) | ((b >> 5) & 1)];
        if (row < 0) return;
        if (_mode == Mode.RollUp && row != _row)
        {
            FinishRow(time);
            _shown.MoveRows(_row, row, _rollRows);
        }

        _row = row;
        _column = (b & 0x10) != 0 ? ((b >> 1) & 7) * 4 : 0;
    }

    private void BeginRollUp(int rows, MediaTime time)
    {
        if (_mode != Mode.RollUp)
        {
            EndShown(time);
            _hidden.Erase();
            _row = CaptionMemory.Rows - 1;
            _column = 0;
        }

        _mode = Mode.RollUp;
        _rollRows = rows;
    }

    // The row is told; what has rolled up above it has been told before.
    private void FinishRow(MediaTime time)
    {
        var text = _shown.Row(_row);
        if (text.Length > 0 && _shown.ShownSince is { } since) _finished.Enqueue(new CaptionLine(since, MediaTime.Max(since, time), text));
        _shown.ShownSince = null;
    }

    private void Roll(MediaTime time)
    {
        FinishRow(time);
        for (var row = Math.Max(_row - _rollRows + 1, 0); row < _row; row++) CopyUp(row);
        _shown.EraseRow(_row);
        _column = 0;
    }

    private void CopyUp(int row)
    {
        var below = _shown.Row(row + 1);
        _shown.EraseRow(row);
        for (var column = 0; column < below.Length; column++) _shown.Put(row, column, below[column]);
    }

    private void Flip(MediaTime time)
    {
        EndShown(time);
        (_shown, _hidden) = (_hidden, _shown);
        _shown.ShownSince = _shown.Text().Length > 0 ? time : null;
        _mode = Mode.PopOn;
    }

    private void EndShown(MediaTime time)
    {
        if (_mode == Mode.RollUp)
        {
            FinishRow(time);
        }
        else if (_shown.ShownSince is { } since && _shown.Text() is { Length: > 0 } text)
        {
            _finished.Enqueue(new CaptionLine(since, MediaTime.Max(since, time), text));
        }

        _shown.Erase();
    }

    private void Replace(char letter, MediaTime time)
    {
        // An extended letter follows a plain one that decoders without the extended sets show instead.
        _column = Math.Max(_column - 1, 0);
        Write(letter, time);
    }

    private void Write(char letter, MediaTime time)
    {
        if (_mode is Mode.None or Mode.Text) return;
        Target.Put(_row, _column, letter);
        _column = Math.Min(_column + 1, CaptionMemory.Columns - 1);
        if (_mode != Mode.PopOn && letter != ' ') _shown.ShownSince ??= time;
    }
}
