using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LongVpo.Training.Preferences.Pairs.Pictures;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>
/// Writes pairs into a folder as another trainer reads them: a data file, and the composites' frames as pictures, each clip once. Other trainers know no reference of their own
/// input, so anchor-only scores stay in the native file.
/// </summary>
/// <param name="pictures">Where frames come from.</param>
public sealed class PairExport(IClipPictures pictures)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, ImmutableArray<string>> _written = new(StringComparer.Ordinal);

    /// <summary>Writes a folder; a data file of that name is replaced.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="format">Whose format.</param>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="cancellationToken">Stops between two pairs, and leaves the former data file.</param>
    public async Task<ExportOutcome> WriteAsync(IEnumerable<PreferencePair> pairs, IPairFormat format, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(format);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, format.FileName);
        var partial = file + ".partial";
        var (count, missing, untold) = (0, 0, 0);
        try
        {
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                if (format.IsArray) stream.Write("[\n"u8);
                foreach (var pair in pairs)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (await FlattenAsync(pair, folder, cancellationToken) is not { } flat)
                    {
                        missing++;
                    }
                    else if (Record(format, flat) is not { } record)
                    {
                        untold++;
                    }
                    else
                    {
                        if (count++ > 0) stream.Write(format.IsArray ? ",\n"u8 : "\n"u8);
                        stream.Write(record);
                    }
                }

                stream.Write(format.IsArray ? "\n]\n"u8 : "\n"u8);
            }

            File.Move(partial, file, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        if (format.Companion(count) is { } beside) await File.WriteAllTextAsync(Path.Combine(folder, beside.Name), beside.Text, cancellationToken);
        return new ExportOutcome(file, count, missing, untold);
    }

    private static byte[]? Record(IPairFormat format, FlatPair pair)
    {
        using var record = new MemoryStream();
        try
        {
            using var json = new Utf8JsonWriter(record, Readable);
            format.Write(json, pair);
        }
        catch (FormatException)
        {
            return null;
        }

        return record.ToArray();
    }

    private async Task<FlatPair?> FlattenAsync(PreferencePair pair, string folder, CancellationToken cancellationToken)
    {
        var frames = ImmutableArray.CreateBuilder<string>();
        foreach (var clip in pair.Context.Clips)
        {
            var files = clip.Frames.IsEmpty ? [] : await FramesAsync(clip, folder, cancellationToken);
            if (files.IsEmpty)
            {
                // A whole video can be named where it is the only clip; of several, none could be told apart.
                return pair.Context.Clips.Length == 1 && clip.Media is { } media && File.Exists(media) ? new FlatPair(pair.Question, pair.Chosen, pair.Rejected, [], media) : null;
            }

            frames.AddRange(files);
        }

        return new FlatPair(pair.Question, pair.Chosen, pair.Rejected, frames.ToImmutable());
    }

    private async Task<ImmutableArray<string>> FramesAsync(PairClip clip, string folder, CancellationToken cancellationToken)
    {
        var key = $"{clip.SourceId}/{clip.ClipId}/{clip.T0:R}-{clip.T1:R}/{string.Join(',', clip.Frames)}";
        if (_written.TryGetValue(key, out var known)) return known;
        var found = await pictures.ReadAsync(clip, cancellationToken);
        var files = ImmutableArray.CreateBuilder<string>();
        // Ids of sources are addresses and paths, so folders are named by their digest.
        var place = "frames/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        if (found.Count > 0) Directory.CreateDirectory(Path.Combine(folder, place));
        foreach (var (picture, i) in found.Select((picture, i) => (picture, i)))
        {
            files.Add($"{place}/f{i:0000}{picture.Extension}");
            await File.WriteAllBytesAsync(Path.Combine(folder, files[^1]), picture.Bytes, cancellationToken);
        }

        return _written[key] = files.ToImmutable();
    }
}
