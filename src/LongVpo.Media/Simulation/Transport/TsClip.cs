using Microsoft.Win32.SafeHandles;

namespace LongVpo.Media.Simulation.Transport;

/// <summary>A clip as a transport stream on disk with an index of its units, so that an hour of footage costs megabytes and not gigabytes.</summary>
internal sealed class TsClip : IDisposable
{
    private const int PacketsAtOnce = 4096;
    private readonly SafeFileHandle _file;

    private TsClip(SafeFileHandle file, IReadOnlyList<TsUnit> units, IReadOnlyDictionary<int, int> codings, long origin)
    {
        _file = file;
        Units = units;
        Codings = codings;
        Origin = origin;
        Length = LengthOf(units);
        MaxKeyGap = GapOf(units, Length);
        HasVideo = units.Any(IsVideo);
    }

    /// <summary>In the order of the file, which is the order of their times.</summary>
    public IReadOnlyList<TsUnit> Units { get; }

    /// <summary>The streams, each with the number of its coding.</summary>
    public IReadOnlyDictionary<int, int> Codings { get; }

    /// <summary>The file's own timestamp at time zero, in 90 kHz ticks.</summary>
    public long Origin { get; }

    /// <summary>From time zero to the end of the last unit, in 90 kHz ticks.</summary>
    public long Length { get; }

    /// <summary>The longest time from one unit where a reader may begin to the next, in 90 kHz ticks.</summary>
    public long MaxKeyGap { get; }

    /// <summary>Reads the index. The file's name is removed at once and its bytes with the last handle, so that not even a crash leaves it behind.</summary>
    /// <exception cref="InvalidDataException">It is not a transport stream, or there is neither picture nor sound in it.</exception>
    public static TsClip OpenAndUnlink(string path, CancellationToken cancellationToken)
    {
        var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        try
        {
            File.Delete(path);
            var indexer = new TsIndexer();
            var buffer = new byte[PacketsAtOnce * TsPacket.Size];
            var length = RandomAccess.GetLength(file);
            for (long at = 0; at < length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(file, buffer, at);
                var whole = read - (read % TsPacket.Size);
                if (whole == 0) break;
                indexer.Add(buffer.AsSpan(0, whole));
                at += whole;
            }

            var units = indexer.Finish();
            if (units.Count == 0) throw new InvalidDataException("It holds neither picture nor sound.");
            return new TsClip(file, units, indexer.Codings, indexer.Origin);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool HasVideo { get; }

    public bool IsVideo(TsUnit unit) => TsTables.IsVideo(Codings[unit.Pid]);

    /// <summary>The unit's bytes, in an array that the caller may change.</summary>
    public byte[] Read(TsUnit unit)
    {
        var bytes = new byte[unit.Packets * TsPacket.Size];
        for (var at = 0; at < bytes.Length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(at), unit.Offset + at);
            if (read == 0) throw new EndOfStreamException("The simulator's clip became shorter while it was read.");
            at += read;
        }

        return bytes;
    }

    /// <summary>The index of the first unit at or after a time where a reader may begin, or -1.</summary>
    public int KeyAtOrAfter(long time)
    {
        for (var i = 0; i < Units.Count; i++)
            if (Units[i].IsKey && Units[i].Time >= time) return i;
        return -1;
    }

    public void Dispose() => _file.Dispose();

    private static long LengthOf(IReadOnlyList<TsUnit> units)
    {
        var last = units[^1];
        var before = units.LastOrDefault(u => u.Pid == last.Pid && u.Time < last.Time, last);
        return last.Time + Math.Max(1, last.Time - before.Time);
    }

    private static long GapOf(IReadOnlyList<TsUnit> units, long length)
    {
        long gap = 0, previous = 0;
        foreach (var unit in units)
        {
            if (!unit.IsKey) continue;
            gap = Math.Max(gap, unit.Time - previous);
            previous = unit.Time;
        }

        return Math.Max(gap, length - previous);
    }
}
