using System.Buffers.Binary;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>The handshake and the chunks of RTMP: messages in and out of a connection.</summary>
internal sealed class RtmpConnection(Stream stream)
{
    /// <summary>What we send in one piece; large, because nothing else shares the connection with the footage.</summary>
    public const int OwnChunkSize = 65536;

    private const int HandshakeSize = 1536;
    private const int LongestMessage = 1 << 20;
    private const uint LongStamp = 0xFFFFFF;
    private readonly Dictionary<int, Incoming> _incoming = [];
    private int _theirChunkSize = 128;
    private int _ourChunkSize = 128;

    /// <summary>Answers the simple handshake.</summary>
    /// <exception cref="EndOfStreamException">The reader left.</exception>
    public async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        var hello = await ReadAsync(1 + HandshakeSize, cancellationToken);
        if (hello[0] != 3) throw new InvalidDataException("What connected does not speak RTMP.");
        var answer = new byte[1 + HandshakeSize + HandshakeSize];
        answer[0] = 3;
        hello.AsSpan(1).CopyTo(answer.AsSpan(1 + HandshakeSize));
        await stream.WriteAsync(answer, cancellationToken);
        await ReadAsync(HandshakeSize, cancellationToken);
    }

    /// <summary>The next whole message.</summary>
    /// <exception cref="EndOfStreamException">The reader left.</exception>
    public async Task<RtmpMessage> ReadMessageAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var basic = (await ReadAsync(1, cancellationToken))[0];
            var channel = basic & 0x3F;
            // The two long forms of the channel's number.
            if (channel == 0) channel = 64 + (await ReadAsync(1, cancellationToken))[0];
            else if (channel == 1) channel = 64 + BinaryPrimitives.ReadUInt16LittleEndian(await ReadAsync(2, cancellationToken));
            var header = await ReadAsync((basic >> 6) switch { 0 => 11, 1 => 7, 2 => 3, _ => 0 }, cancellationToken);
            if (!_incoming.TryGetValue(channel, out var message)) _incoming[channel] = message = new Incoming();
            if (message.Begin(header)) message.Extended = BinaryPrimitives.ReadUInt32BigEndian(await ReadAsync(4, cancellationToken));
            if (message.Size > LongestMessage) throw new InvalidDataException("An RTMP message is too long.");
            message.Body.AddRange(await ReadAsync(Math.Min(_theirChunkSize, message.Size - message.Body.Count), cancellationToken));
            if (message.Body.Count < message.Size) continue;
            var whole = message.Take();
            if (whole is { Kind: RtmpMessage.SetChunkSize, Body.Length: >= 4 })
                _theirChunkSize = Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(whole.Body.Span), 1, LongestMessage);
            return whole;
        }
    }

    /// <summary>Sends a message whole.</summary>
    /// <param name="channel">2 to 63: messages of one channel are in order.</param>
    /// <param name="message">What to send.</param>
    /// <param name="cancellationToken">Stops the sending; the connection cannot be used after that.</param>
    public async Task WriteMessageAsync(int channel, RtmpMessage message, CancellationToken cancellationToken)
    {
        var isLong = message.Stamp >= LongStamp;
        var header = new byte[12];
        header[0] = (byte)channel;
        WriteThree(header.AsSpan(1), isLong ? LongStamp : message.Stamp);
        WriteThree(header.AsSpan(4), (uint)message.Body.Length);
        header[7] = message.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), message.Stream);
        var stamp = new byte[isLong ? 4 : 0];
        if (isLong) BinaryPrimitives.WriteUInt32BigEndian(stamp, message.Stamp);
        var bytes = new List<byte>([.. header, .. stamp]);
        for (var at = 0; at < message.Body.Length || at == 0; at += _ourChunkSize)
        {
            if (at > 0) bytes.AddRange([(byte)(0xC0 | channel), .. stamp]);
            bytes.AddRange(message.Body.Span.Slice(at, Math.Min(_ourChunkSize, message.Body.Length - at)));
        }

        await stream.WriteAsync(bytes.ToArray(), cancellationToken);
        if (message.Kind == RtmpMessage.SetChunkSize) _ourChunkSize = BinaryPrimitives.ReadInt32BigEndian(message.Body.Span);
    }

    private static void WriteThree(Span<byte> to, uint value) => (to[0], to[1], to[2]) = ((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>A message of one channel as far as it has come, and what its next header may leave out.</summary>
    private sealed class Incoming
    {
        private byte _kind;
        private uint _stream;
        private bool _isLong;

        public int Size { get; private set; }

        public uint Extended { get; set; }

        public List<byte> Body { get; } = [];

        /// <summary>Takes a chunk's header; whether four more bytes of time follow it.</summary>
        public bool Begin(byte[] header)
        {
            if (header.Length >= 3) _isLong = header.AsSpan(0, 3).SequenceEqual<byte>([0xFF, 0xFF, 0xFF]);
            if (header.Length >= 7) (Size, _kind) = ((header[3] << 16) | (header[4] << 8) | header[5], header[6]);
            if (header.Length >= 11) _stream = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(7));
            return _isLong;
        }

        public RtmpMessage Take()
        {
            var message = new RtmpMessage(_kind, _stream, Extended, Body.ToArray());
            Body.Clear();
            return message;
        }
    }
}
