namespace LongVpo.Node.Http.Idempotency;

/// <summary>Passes a response on as it is written, and keeps a copy up to a limit.</summary>
internal sealed class KeepingStream(Stream inner, int limit) : Stream
{
    private readonly MemoryStream _copy = new();
    private bool _tooLong;

    /// <summary>Everything that was written; null when it was longer than the limit.</summary>
    public byte[]? Kept => _tooLong ? null : _copy.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Keep(buffer.Span);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Keep(buffer.AsSpan(offset, count));
        inner.Write(buffer, offset, count);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_tooLong) return;
        if (_copy.Length + bytes.Length <= limit) _copy.Write(bytes);
        else
        {
            _tooLong = true;
            _copy.SetLength(0);
        }
    }
}
