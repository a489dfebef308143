using System.Text;
using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Reads pair files line by line, and says of a wrong one in which line and column what is wrong.</summary>
public static class PairReader
{
    /// <summary>Longest line, in bytes. A pair with some hundred frames has some ten thousand; a megabyte is a file of something else.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>Reads a file; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Looked at before every line.</param>
    /// <exception cref="PreferenceException">While enumerating: the file or a line of it cannot be used.</exception>
    public static IEnumerable<PreferencePair> Read(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new PreferenceException($"There is no file {path}: give a file of preference pairs, one JSON object per line.");
        return Lines(path, cancellationToken).Select(line => Parse(line.Bytes, path, line.Number));
    }

    /// <summary>Writes pairs into a file, whole or not at all.</summary>
    public static WrittenFile Write(string path, IEnumerable<PreferencePair> pairs)
    {
        var count = 0;
        WholeFile.Write(path, pairs.Select(pair =>
        {
            count++;
            return Line(pair);
        }));
        return new WrittenFile(path, count);
    }

    /// <summary>Writes one pair as a line, without its end.</summary>
    public static string Line(PreferencePair pair) => JsonSerializer.Serialize(pair, PairJson.Readable.PreferencePair);

    /// <summary>Reads one line.</summary>
    /// <exception cref="PreferenceException">It is no pair of a version that is known here.</exception>
    public static PreferencePair Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        if (line.Length > LongestLine) throw new PreferenceException($"{path}, line {number}: {line.Length} bytes are too long for a pair (at most {LongestLine}): this is a file of something else.");
        try
        {
            CheckSchema(line, path, number);
            var pair = JsonSerializer.Deserialize(line, PairJson.Readable.PreferencePair) ?? throw new JsonException("null is no pair", null, 0, 0);
            if (PairRules.Fault(pair) is { } fault) throw Wrong(path, number, Column(line, fault.Member), fault.Sentence);
            return pair;
        }
        catch (JsonException wrong)
        {
            var at = (int)Math.Min(wrong.BytePositionInLine ?? 0, line.Length);
            throw Wrong(path, number, Encoding.UTF8.GetCharCount(line[..at]) + 1, What(wrong), wrong);
        }
    }

    /// <summary>Lines with their numbers, from 1; the line ends of other systems are none of a line's bytes.</summary>
    internal static IEnumerable<(int Number, byte[] Bytes)> Lines(string path, CancellationToken cancellationToken)
    {
        // By bytes rather than by a text reader, which would hide letters that are no UTF-8.
        using var file = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), 1 << 16);
        var line = new List<byte>();
        var number = 0;
        while (true)
        {
            var next = file.ReadByte();
            if (next >= 0 && next != '\n')
            {
                if (line.Count <= LongestLine) line.Add((byte)next);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (number == 1 && line is [0xEF, 0xBB, 0xBF, ..]) line.RemoveRange(0, 3);
            if (line.Count > 0 && line[^1] == '\r') line.RemoveAt(line.Count - 1);
            if (!line.All(static letter => letter is (byte)' ' or (byte)'\t')) yield return (number, [.. line]);
            line.Clear();
            if (next < 0) yield break;
        }
    }

    private static void CheckSchema(ReadOnlySpan<byte> line, string path, int number)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("schema"u8)) continue;
            reader.Read();
            var schema = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            if (schema == PreferencePair.CurrentSchema) return;
            var column = Encoding.UTF8.GetCharCount(line[..(int)reader.TokenStartIndex]) + 1;
            throw Wrong(path, number, column, IsNewer(schema) ? $"it was written as {schema}, and this version reads up to {PreferencePair.CurrentSchema}; take a newer version" : $"\"{schema}\" is no schema of a pair; expected {PreferencePair.CurrentSchema}");
        }

        throw Wrong(path, number, 1, $"there is no schema; expected \"schema\":\"{PreferencePair.CurrentSchema}\"");
    }

    private static bool IsNewer(string? schema) => schema?.StartsWith("prefpair/", StringComparison.Ordinal) == true && int.TryParse(schema["prefpair/".Length..], out var version) && version > 1;

    // Where a member's value begins; the line's begin when it is not there.
    private static int Column(ReadOnlySpan<byte> line, string member)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(member))
            {
                reader.Read();
                return Encoding.UTF8.GetCharCount(line[..(int)reader.TokenStartIndex]) + 1;
            }

        return 1;
    }

    private static string What(JsonException wrong)
    {
        // The library's sentence ends with places that are told here already.
        var message = wrong.Message;
        var cut = message.IndexOf(" Path:", StringComparison.Ordinal);
        if (cut < 0) cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var sentence = message.Contains("could not be converted", StringComparison.Ordinal) ? "this value is none that this member can have" : (cut < 0 ? message : message[..cut]).TrimEnd('.', '|', ' ');
        return wrong.Path is { Length: > 1 } place ? $"{sentence} (at {place})" : sentence;
    }

    private static PreferenceException Wrong(string path, int number, int column, string what, Exception? cause = null)
    {
        var sentence = $"{path}, line {number}, column {column}: {what.TrimEnd('.')}.";
        return cause is null ? new PreferenceException(sentence) : new PreferenceException(sentence, cause);
    }
}
