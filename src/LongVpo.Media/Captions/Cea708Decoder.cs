using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>Decodes the first service of CEA-708 as far as words and times go; fonts, colours and places are left out.</summary>
internal sealed class Cea708Decoder
{
    // A packet holds at most 128 bytes; a longer one is damage.
    private const int PacketBytesMax = 128;

    private readonly Queue<CaptionLine> _finished = new();
    private readonly Cea708Window?[] _windows = new Cea708Window?[8];
    private readonly List<byte> _packet = new(PacketBytesMax);
    private int _packetSize;
    private int _current;

    /// <summary>Takes two bytes of the transport; <paramref name="begins"/> when they begin a packet.</summary>
    public void Push(bool begins, byte first, byte second, MediaTime time)
    {
        if (begins)
        {
            _packet.Clear();
            _packetSize = (first & 0x3f) == 0 ? PacketBytesMax : (first & 0x3f) * 2;
            _packet.Add(first);
        }
        else
        {
            if (_packet.Count == 0) return;
            _packet.Add(first);
        }

        _packet.Add(second);
        if (_packet.Count < _packetSize) return;
        TakePacket(_packet.ToArray().AsSpan(1, _packetSize - 1), time);
        _packet.Clear();
    }

    public bool TryTake(out CaptionLine line) => _finished.TryDequeue(out line);

    /// <summary>What is on screen in each window and not told yet.</summary>
    public IEnumerable<(int Window, CaptionLine? Line)> ShownAt(MediaTime time) => _windows.Select((window, number) => (number, window?.ShownAt(time)));

    public void Finish(MediaTime time) => ForEach(0xff, window => window.Hide(time));

    private void TakePacket(ReadOnlySpan<byte> data, MediaTime time)
    {
        while (data.Length > 0)
        {
            int service = data[0] >> 5, size = data[0] & 0x1f;
            data = data[1..];
            if (service == 0) return;
            if (service == 7 && size > 0)
            {
                if (data.Length == 0) return;
                service = data[0] & 0x3f;
                data = data[1..];
            }

            if (size > data.Length) return;
            if (service == 1) TakeBlock(data[..size], time);
            data = data[size..];
        }
    }

    private void TakeBlock(ReadOnlySpan<byte> data, MediaTime time)
    {
        while (data.Length > 0)
        {
            int code = data[0], arguments = ArgumentsOf(data);
            if (arguments >= data.Length) return;
            var window = _windows[_current];
            if (code == 0x10) window?.Write(data[1] >= 0x20 && data[1] is < 0x80 or >= 0xa0 ? Cea708Characters.FromExtended(data[1]) : ' ', time);
            else if (code is >= 0x20 and <= 0x7f or >= 0xa0) window?.Write(Cea708Characters.FromPlain(code), time);
            else if (code < 0x20) Format(code, time);
            else Command(code, data.Slice(1, arguments), time);
            data = data[(arguments + 1)..];
        }
    }

    private static int ArgumentsOf(ReadOnlySpan<byte> data) => data[0] switch
    {
        0x10 => data.Length < 2 ? 1 : data[1] switch { < 0x08 => 1, < 0x10 => 2, < 0x18 => 3, < 0x20 => 4, >= 0x80 and < 0x88 => 5, >= 0x88 and < 0x90 => 6, _ => 1 },
        < 0x10 => 0,
        < 0x18 => 1,
        < 0x20 => 2,
        >= 0x88 and <= 0x8c or 0x8d => 1,
        0x90 or 0x92 => 2,
        0x91 => 3,
        0x97 => 4,
        >= 0x98 and <= 0x9f => 6,
        _ => 0,
    };

    private void Format(int code, MediaTime time)
    {
        var window = _windows[_current];
        switch (code)
        {
            case 0x08:
                window?.Back();
                break;
            case 0x0c:
                Tell(window?.Clear(time));
                break;
            case 0x0d:
                Tell(window?.NewRow(time));
                break;
            case 0x0e:
                window?.EraseRow();
                break;
        }
    }

    private void Command(int code, ReadOnlySpan<byte> arguments, MediaTime time)
    {
        switch (code)
        {
            case <= 0x87:
                _current = code - 0x80;
                break;
            case 0x88:
                ForEach(arguments[0], window => window.Clear(time));
                break;
            case 0x89:
                ForEach(arguments[0], window => { window.Show(time); return null; });
                break;
            case 0x8a:
                ForEach(arguments[0], window => window.Hide(time));
                break;
            case 0x8b:
                ForEach(arguments[0], window => Toggle(window, time));
                break;
            case 0x8c:
                Delete(arguments[0], time);
                break;
            case 0x8f:
                Delete(0xff, time);
                break;
            case 0x92:
                _windows[_current]?.MoveTo(arguments[0] & 0x0f);
                break;
            case >= 0x98:
                _current = code - 0x98;
                (_windows[_current] ??= new Cea708Window()).Define((arguments[3] & 0x0f) + 1, (arguments[0] & 0x20) != 0, time);
                break;
        }
    }

    private static CaptionLine? Toggle(Cea708Window window, MediaTime time)
    {
        if (window.Visible) return window.Hide(time);
        window.Show(time);
        return null;
    }

    private void Delete(int which, MediaTime time)
    {
        ForEach(which, window => window.Hide(time));
        for (var i = 0; i < _windows.Length; i++)
            if ((which >> i & 1) != 0) _windows[i] = null;
    }

    private void ForEach(int which, Func<Cea708Window, CaptionLine?> act)
    {
        for (var i = 0; i < _windows.Length; i++)
            if ((which >> i & 1) != 0 && _windows[i] is { } window) Tell(act(window));
    }

    private void Tell(CaptionLine? line)
    {
        if (line is { } finished) _finished.Enqueue(finished);
    }
}
