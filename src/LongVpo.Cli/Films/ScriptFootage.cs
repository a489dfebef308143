using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node.Known;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Films;

/// <summary>Turns a film's script into footage that is known without watching it: a segment for each scene, with its true caption, and with the signs and lines that would be read.</summary>
internal static class ScriptFootage
{
    private static readonly TimeBase Milliseconds = new(1, 1000);

    public static KnownFootage Of(FilmScript film) => new(
        new VideoId($"film-{film.Seed}"),
        new SourceDescription { Location = $"film-{film.Seed}", Container = "script", DurationSeconds = film.Length / 1000.0, VideoCodec = "script" },
        [.. film.Scenes.Select((scene, i) => SegmentOf(film, scene, i))]);

    private static KnownSegment SegmentOf(FilmScript film, FilmScene scene, int index)
    {
        var range = Range(scene.OpeningFrom, index + 1 < film.Scenes.Length ? film.Scenes[index + 1].OpeningFrom : film.Length);
        var opening = (index, scene.Opening) switch { (0, _) => Opening.Start, (_, Transition.Cut or Transition.Flash) => Opening.Hard, (_, Transition.Fade) => Opening.Fade, _ => Opening.Dissolve };
        var isGradual = opening is Opening.Fade or Opening.Dissolve;
        return new KnownSegment(range, opening, Range(scene.OpeningFrom, isGradual ? scene.When.From : scene.OpeningFrom), Words(scene), Questions.Caption(film.World, index));
    }

    private static ImmutableArray<Observation> Words(FilmScene scene)
    {
        var words = ImmutableArray.CreateBuilder<Observation>();
        if (scene.Sign is { } sign)
            words.Add(new Observation { Kind = ObservationKind.ScreenText, Range = Range(sign.When.From, sign.When.To), Text = sign.Text, Value = 0.9, Box = new Box(0.3, 0.05, 0.4, 0.1) });
        if (scene.Line is { } line) words.Add(new Observation { Kind = ObservationKind.Subtitle, Range = Range(line.When.From, line.When.To), Text = line.Text });
        return [.. words.OrderBy(word => word.Range.Start).ThenBy(word => word.Kind)];
    }

    private static TimeRange Range(long from, long to) => new(new MediaTime(from, Milliseconds), new MediaTime(to, Milliseconds));
}
