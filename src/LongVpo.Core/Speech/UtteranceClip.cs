using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;

namespace LongVpo.Core.Speech;

/// <summary>Gives a stretch of sound to a model as the file it expects.</summary>
/// <param name="utterance">The sound.</param>
public sealed class UtteranceClip(Utterance utterance) : ISoundClip
{
    private const int HeaderBytes = 44;
    private const int Rate = 16_000;

    /// <inheritdoc/>
    public TimeRange Range => utterance.Range;

    /// <inheritdoc/>
    public ValueTask<Stream> OpenWaveAsync(CancellationToken cancellationToken)
    {
        var samples = MemoryMarshal.AsBytes(utterance.Samples.Span);
        var wave = new byte[HeaderBytes + samples.Length];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), Rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), samples.Length);
        samples.CopyTo(wave.AsSpan(HeaderBytes));
        return ValueTask.FromResult<Stream>(new MemoryStream(wave, writable: false));
    }
}
