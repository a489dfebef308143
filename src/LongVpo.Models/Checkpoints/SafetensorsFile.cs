using LongVpo.Models.Checkpoints.Native;

namespace LongVpo.Models.Checkpoints;

/// <summary>An open safetensors file: its checked header, and its numbers as they lie on disk.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly MappedFile _file;

    private SafetensorsFile(string path, MappedFile file, SafetensorsHeader header)
    {
        Path = path;
        _file = file;
        Header = header;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Opens a file and checks its header; its numbers are not read.</summary>
    /// <exception cref="CheckpointException">It cannot be read, is damaged, or no safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        MappedFile file;
        try
        {
            file = new MappedFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be read ({fault.Message}); see that it is there and that you may read it.", fault);
        }

        try
        {
            var needed = SafetensorsHeader.BytesNeeded(file.Span(0, (int)Math.Min(8, file.Length)), file.Length, path);
            return new SafetensorsFile(path, file, SafetensorsHeader.Parse(file.Span(0, needed), file.Length, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The numbers of one tensor, little-endian, valid until the file is disposed.</summary>
    /// <exception cref="CheckpointException">It is larger than 2 GiB, which one span cannot show.</exception>
    public ReadOnlySpan<byte> Bytes(StoredTensor tensor)
    {
        if (tensor.Bytes > int.MaxValue) throw new CheckpointException($"{Path}: {tensor.Name} has {tensor.Bytes} bytes, and at most {int.MaxValue} can be loaded; save the model as BF16.");
        return _file.Span(tensor.Start, (int)tensor.Bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
