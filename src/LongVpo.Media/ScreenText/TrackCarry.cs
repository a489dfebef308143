using System.IO.Compression;
using System.Text.Json;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Writes the lines that are still there into a short text and reads them back, so that a title over a segment's border is read once. Text of
/// another version, or damaged, counts as none: the worst that follows is a second reading.
/// </summary>
internal static class TrackCarry
{
    private const int Version = 1;

    /// <summary>Longest carry in characters; lines that do not fit are read again, the least readable first.</summary>
    private const int MostCharacters = 8000;

    /// <summary>Never null, also without a line: null is left to mean that a video begins.</summary>
    public static string Write(IEnumerable<LineTrack> live)
    {
        var lines = live.Where(t => t.Start is not null && t.Missed <= 1).OrderByDescending(t => t.Reading.Weight).ThenBy(t => t.Box.Top).Select(ToLine).ToList();
        var text = Packed(lines);
        while (text.Length > MostCharacters)
        {
            lines.RemoveRange(lines.Count * 3 / 4, lines.Count - (lines.Count * 3 / 4));
            text = Packed(lines);
        }

        return text;
    }

    public static IReadOnlyList<LineTrack> Read(string? carry)
    {
        if (string.IsNullOrEmpty(carry)) return [];
        try
        {
            using var unpacked = new BrotliStream(new MemoryStream(Convert.FromBase64String(carry)), CompressionMode.Decompress);
            var page = JsonSerializer.Deserialize<Page>(unpacked);
            return page is { Version: Version, Lines: not null } ? [.. page.Lines.Select(ToTrack)] : [];
        }
        catch (Exception damaged) when (damaged is FormatException or InvalidDataException or InvalidOperationException or JsonException)
        {
            return [];
        }
    }

    private static string Packed(List<Line> lines)
    {
        var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) JsonSerializer.Serialize(packed, new Page(Version, lines));
        return Convert.ToBase64String(bytes.ToArray());
    }

    private static Line ToLine(LineTrack track)
    {
        var line = track.Line;
        return new Line(
            [line.Box.Left, line.Box.Top, line.Box.Right, line.Box.Bottom], line.Polarity, line.Level,
            [line.LetterHeight, line.LayerHeight, line.Slope, line.Letters, line.Likeness, line.Ink],
            track.Signature.Columns, track.Signature.ToBytes(), track.Reading, track.Seen, track.Missed, track.Reads, track.Rest);
    }

    private static LineTrack ToTrack(Line line)
    {
        if (line.Box is not { Length: 4 } box || line.Measures is not { Length: 6 } m) throw new FormatException("A carried line has no box.");
        return new LineTrack
        {
            Home = new PixelBox(box[0], box[1], box[2], box[3]),
            Line = new TextLine
            {
                Box = new PixelBox(box[0], box[1], box[2], box[3]), Polarity = line.Polarity, Level = line.Level,
                LetterHeight = m[0], LayerHeight = m[1], Slope = m[2], Letters = m[3], Likeness = m[4], Ink = m[5],
            },
            Signature = LineSignature.FromBytes(line.Columns, line.Shape),
            Reading = line.Reading ?? LineReading.Nothing,
            Seen = line.Seen, Missed = line.Missed, Reads = line.Reads, Rest = line.Rest,
        };
    }

    private sealed record Page(int Version, List<Line> Lines);

    private sealed record Line(
        double[] Box, byte Polarity, int Level, double[] Measures, int Columns, byte[] Shape, LineReading? Reading, int Seen, int Missed, int Reads, int Rest);
}
