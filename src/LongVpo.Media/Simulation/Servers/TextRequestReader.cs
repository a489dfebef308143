using System.Buffers.Binary;
using System.Text;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Reads requests of HTTP or RTSP off a connection; what a reader of RTSP sends in between on the stream's own channels is skipped.</summary>
internal sealed class TextRequestReader(Stream stream)
{
    private const int LongestHead = 16 * 1024;
    private readonly byte[] _buffer = new byte[LongestHead];
    private int _start;
    private int _end;

    /// <summary>The next request, or null when the reader has closed the connection.</summary>
    /// <exception cref="InvalidDataException">It is not a request, or longer than any honest one.</exception>
    public async Task<TextRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (TrySkipChannel(out var missing))
                if (missing > 0 && !await FillAsync(cancellationToken)) return null;
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                var head = Encoding.ASCII.GetString(_buffer, _start, length);
                _start += length + 4;
                var request = Parse(head);
                if (request.Headers.TryGetValue("Content-Length", out var text) && int.TryParse(text, out var body)) await SkipAsync(body, cancellationToken);
                return request;
            }

            if (!await FillAsync(cancellationToken)) return null;
        }
    }

    /// <summary>Whether interleaved data stood first; <paramref name="missing"/> bytes of it are still to come, else it is gone.</summary>
    private bool TrySkipChannel(out int missing)
    {
        missing = 0;
        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (bytes.IsEmpty || bytes[0] != (byte)'$') return false;
        var size = bytes.Length < 4 ? 4 : 4 + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        missing = Math.Max(0, size - bytes.Length);
        if (missing == 0) _start += size;
        return true;
    }

    private async Task SkipAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
            if (!await FillAsync(cancellationToken)) return;
        _start += count;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length) throw new InvalidDataException("A request is too long.");
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private static TextRequest Parse(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        if (words.Length != 3) throw new InvalidDataException("A request has no method and target.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) headers[line[..colon]] = line[(colon + 1)..].Trim();
        return new TextRequest(words[0], words[1], headers);
    }
}
