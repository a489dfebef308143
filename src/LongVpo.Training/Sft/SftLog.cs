using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Training.Sft;

/// <summary>The run's log, a JSON object a line. A run that goes on cuts off what came after its checkpoint, so that the file is that of a run that was never stopped.</summary>
internal sealed class SftLog : IDisposable
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly FileStream _file;

    /// <param name="path">The file.</param>
    /// <param name="length">Bytes of it that are kept.</param>
    public SftLog(string path, long length)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _file.SetLength(Math.Min(length, _file.Length));
        _file.Seek(0, SeekOrigin.End);
    }

    public void Write<T>(T line)
    {
        JsonSerializer.Serialize(_file, line, Format);
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <summary>Sees to it that everything is on disk, and says how many bytes that is.</summary>
    public long Settle()
    {
        _file.Flush(flushToDisk: true);
        return _file.Length;
    }

    /// <summary>The lines of a log, which may be open.</summary>
    public static IEnumerable<T> Read<T>(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line) yield return JsonSerializer.Deserialize<T>(line, Format)!;
    }

    public void Dispose() => _file.Dispose();
}
