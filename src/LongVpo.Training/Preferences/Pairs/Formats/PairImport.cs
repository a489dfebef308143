using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>
/// Reads another trainer's pairs into native records. A file says little of where footage is from: the video, or the folder of the frames, counts as the source, and a second passes
/// from frame to frame.
/// </summary>
public static class PairImport
{
    /// <summary>Largest array file, which is read at once; lines have no such limit.</summary>
    private const long LargestArray = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The data file.</param>
    /// <param name="format">Whose format.</param>
    /// <param name="settings">What it does not say.</param>
    /// <param name="cancellationToken">Looked at before every record.</param>
    /// <exception cref="PreferenceException">While enumerating: a record cannot be used; says which and why.</exception>
    public static IEnumerable<PreferencePair> Read(string path, IPairFormat format, ImportSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(settings);
        if (!File.Exists(path)) throw new PreferenceException($"There is no file {path}: give the {format.Name} data file.");
        var number = 0;
        foreach (var (place, record) in format.IsArray ? Array(path) : Lines(path, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            PreferencePair pair;
            try
            {
                pair = Native(format.Read(record), number++, settings);
            }
            catch (FormatException wrong)
            {
                throw new PreferenceException($"{path}, {place}: {wrong.Message}.", wrong);
            }

            if (PairRules.Fault(pair) is { } fault) throw new PreferenceException($"{path}, {place}: {fault.Sentence}.");
            yield return pair;
        }
    }

    private static IEnumerable<(string Place, JsonElement Record)> Lines(string path, CancellationToken cancellationToken)
    {
        foreach (var (number, line) in PairReader.Lines(path, cancellationToken))
        {
            if (line.Length > PairReader.LongestLine) throw new PreferenceException($"{path}, line {number}: the record is longer than {PairReader.LongestLine} bytes: this is a file of something else.");
            using var document = Parse(path, line, number - 1);
            yield return ($"line {number}", document.RootElement);
        }
    }

    private static IEnumerable<(string Place, JsonElement Record)> Array(string path)
    {
        if (new FileInfo(path).Length > LargestArray) throw new PreferenceException($"{path} is larger than {LargestArray} bytes: divide it.");
        using var document = Parse(path, File.ReadAllBytes(path), 0);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new PreferenceException($"{path} is no array of records.");
        var number = 0;
        foreach (var record in document.RootElement.EnumerateArray())
        {
            number++;
            if (record.GetRawText().Length > PairReader.LongestLine) throw new PreferenceException($"{path}, record {number}: it is longer than {PairReader.LongestLine} letters: this is a file of something else.");
            yield return ($"record {number}", record);
        }
    }

    private static JsonDocument Parse(string path, byte[] json, int linesBefore)
    {
        try
        {
            return JsonDocument.Parse(json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        }
        catch (JsonException wrong)
        {
            throw new PreferenceException($"{path}, line {linesBefore + (wrong.LineNumber ?? 0) + 1}, column {(wrong.BytePositionInLine ?? 0) + 1}: this is no JSON.", wrong);
        }
    }

    private static PreferencePair Native(FlatPair flat, int number, ImportSettings settings)
    {
        foreach (var file in flat.Video is { } only ? [only] : flat.Frames) CheckInside(settings.MediaRoot, file);
        CheckOrder(flat.Frames);
        var source = flat.Video ?? Path.GetDirectoryName(flat.Frames.FirstOrDefault() ?? string.Empty) ?? string.Empty;
        if (flat.Video is null && flat.Frames.IsEmpty) throw new FormatException("there is neither a video nor a frame");
        var clip = new PairClip(
            "c0", source.Length == 0 ? "frames" : source.Replace('\\', '/'), [.. Enumerable.Range(0, flat.Frames.Length)], 0, Math.Max(1, flat.Frames.Length),
            flat.Video is { } video ? Path.Combine(settings.MediaRoot, video) : null, settings.Licence, flat.Video is null ? flat.Frames : null);
        return new PreferencePair(
            PreferencePair.CurrentSchema, string.Create(CultureInfo.InvariantCulture, $"{settings.Prefix}-{number:000000}"), PairStage.Imported, flat.Question, flat.Chosen, flat.Rejected,
            new PairContext([clip], [0]), [0], [0], RejectedKind.Unknown, new PairMaking("unknown", 0, "imported", number), SplitRules.Of(clip.SourceId));
    }

    private static void CheckInside(string root, string file)
    {
        var whole = Path.GetFullPath(root) + Path.DirectorySeparatorChar;
        if (!Path.GetFullPath(Path.Combine(root, file)).StartsWith(whole, StringComparison.Ordinal)) throw new FormatException($"{file} lies outside of the media folder");
    }

    // Names that differ in their number only say the order of time; others say nothing.
    private static void CheckOrder(ImmutableArray<string> frames)
    {
        for (var i = 1; i < frames.Length; i++)
            if (Number(frames[i - 1]) is { } before && Number(frames[i]) is { } after && before.Stem == after.Stem && after.Value <= before.Value)
                throw new FormatException($"the frames are not in the order of time ({frames[i - 1]} before {frames[i]})");
    }

    private static (string Stem, long Value)? Number(string file)
    {
        var name = file[..^Path.GetExtension(file).Length];
        var digits = name.Length - name.AsSpan().TrimEnd("0123456789").Length;
        return digits is > 0 and < 18 ? (name[..^digits], long.Parse(name.AsSpan(name.Length - digits), CultureInfo.InvariantCulture)) : null;
    }
}
