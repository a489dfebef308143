using System.Text;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Media.Captions;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>Finds and reads the subtitle files that lie beside a video under its name: <c>film.vtt</c>, <c>film.en.srt</c>, <c>film.ass</c>.</summary>
internal static class SidecarFiles
{
    // A subtitle file of a whole day has some 30 000 lines; a file with more is no subtitle file.
    private const int LinesMax = 200_000;
    private const long BytesMax = 64 << 20;
    private static readonly string[] Extensions = [".vtt", ".srt", ".ass", ".ssa"];

    /// <summary>The files and the language their names state, in the order of their names.</summary>
    public static IReadOnlyList<(string Path, string? Language)> Beside(string video)
    {
        var folder = Path.GetDirectoryName(video);
        var name = Path.GetFileNameWithoutExtension(video);
        if (string.IsNullOrEmpty(folder) || name.Length == 0) return [];
        var options = new EnumerationOptions { IgnoreInaccessible = true, MatchType = MatchType.Simple };
        return
        [
            .. from path in Directory.EnumerateFiles(folder, "*", options)
               let file = Path.GetFileName(path)
               where file.StartsWith(name + ".", StringComparison.Ordinal) && Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
               let between = file[name.Length..^Path.GetExtension(file).Length]
               where between.Length == 0 || IsLanguage(between[1..])
               orderby file
               select (path, between.Length == 0 ? null : between[1..]),
        ];
    }

    /// <summary>Every line of a file with its exact times; an unreadable file has none, because a broken subtitle must not cost the video.</summary>
    public static IReadOnlyList<TextDecoded> Read(string path, string? language, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var settings = new AvSettings { Wants = AvWants.Text, Formats = "webvtt,srt,ass", Charset = CharsetOf(path), Timeout = timeout };
        var lines = new List<TextDecoded>();
        try
        {
            using var session = AvSession.Open(path, settings, cancellationToken);
            while (lines.Count < LinesMax && session.Next())
            {
                var text = session.Kind == AvEventKind.Text ? SubtitleText.Plain(session.Text) : "";
                if (text.Length == 0) continue;
                var end = session.End ?? session.Time.Plus(TimeSpan.FromSeconds(2));
                lines.Add(new TextDecoded(new TimeRange(session.Time, MediaTime.Max(session.Time, end)), text, TextOrigin.Subtitle, language) { Announced = true });
            }
        }
        catch (AvException)
        {
            // What was read before the damage is kept.
        }

        return lines;
    }

    // "en", "pt-BR", "en.forced"; anything else belongs to another film whose name begins alike.
    private static bool IsLanguage(string part)
    {
        var first = part.Split('.', '-', '_')[0];
        return first.Length is 2 or 3 && first.All(char.IsAsciiLetter);
    }

    // Old files are not UTF-8; read as Western European their letters are right far more often than not.
    private static string? CharsetOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > BytesMax) return null;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var marked = bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
            _ = marked ? 0 : new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return "CP1252";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
