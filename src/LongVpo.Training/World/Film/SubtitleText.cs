using System.Globalization;
using System.Text;

namespace LongVpo.Training.World.Film;

/// <summary>Writes the lines of a film as SubRip subtitles.</summary>
public static class SubtitleText
{
    /// <summary>The whole file; empty where nobody says anything.</summary>
    public static string Of(FilmScript film)
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var scene in film.Scenes)
            if (scene.Line is { } line) text.Append(CultureInfo.InvariantCulture, $"{++number}\n{Clock(line.When.From)} --> {Clock(line.When.To)}\n{line.Text}\n\n");
        return text.ToString();
    }

    private static string Clock(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString(@"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture);
}
