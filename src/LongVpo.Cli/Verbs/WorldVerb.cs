using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Time;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes films of which everything is known: the video, its script, and questions with their right answers.</summary>
internal sealed class WorldVerb : IVerb
{
    private readonly FilmChoice _choice = new();

    public Command Build(CommonOptions common) =>
        new("world", "Make a film of which everything is known from a seed: the video, its script, and questions with right answers.") { Render(common), Script(common), Questions(common) };

    private Command Render(CommonOptions common)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The MP4 to write; one of this name is replaced." };
        var size = new Option<string>("--size") { Description = "Width and height in pixels, even numbers. Shapes are as wide as the frame.", HelpName = "WxH", DefaultValueFactory = _ => "480x480" };
        var rate = new Option<string>("--rate") { Description = "Frames a second, as 25 or 30000/1001.", HelpName = "N", DefaultValueFactory = _ => "25" };
        var damage = new Option<string>("--damage")
        {
            Description = "What is made worse: noise=0..300 (thousandths), blocks=0..100, brightness=10..300 (percent), dropped=0..90, late=0..100 (percent of the frames), joined by commas.",
            HelpName = "DIALS",
            DefaultValueFactory = _ => string.Empty,
        };
        var command = new Command("render", "Write the film as MP4 with sound and a subtitle track.") { file, size, rate, damage };
        Common(command, common);
        command.SetAction((parsed, cancellationToken) =>
        {
            var film = _choice.Film(parsed);
            var (width, height) = FilmChoice.Size(parsed.GetRequiredValue(size));
            var renderer = FilmChoice.Sentence(() => new FilmRenderer(film, width, height, FrameRate.Parse(parsed.GetRequiredValue(rate)), Damage.Parse(parsed.GetValue(damage) ?? string.Empty)));
            return RenderAsync(film, renderer, parsed.GetRequiredValue(file), parsed.GetValue(common.Json), cancellationToken);
        });
        return command;
    }

    private Command Script(CommonOptions common)
    {
        var command = new Command("script", "Print what the film shows and when, as one JSON document.");
        Common(command, common);
        command.SetAction(parsed =>
        {
            var context = parsed.GetValue(common.Json) ? FilmJson.Default : FilmJson.Indented;
            Console.Out.WriteLine(JsonSerializer.Serialize(FilmDocument.Of(_choice.Film(parsed)), context.FilmDocument));
            return ExitCode.Found;
        });
        return command;
    }

    private Command Questions(CommonOptions common)
    {
        var each = new Option<int>("--each") { Description = "Questions of each kind, at most; a short film allows fewer.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var command = new Command("questions", "Print questions about the film with choices, right answers and the times of their evidence, one JSON object per line.") { each };
        Common(command, common);
        command.SetAction(parsed =>
        {
            var film = _choice.Film(parsed);
            foreach (var question in FilmChoice.Sentence(() => FilmQuestions.All(film, parsed.GetRequiredValue(each)).ToList()))
                JsonLines.Write(FilmQuestionDocument.Of(film, question), FilmJson.Default.FilmQuestionDocument);
            return ExitCode.Found;
        });
        return command;
    }

    private void Common(Command command, CommonOptions common)
    {
        _choice.AddTo(command);
        common.AddTo(command);
    }

    private static async Task<int> RenderAsync(FilmScript film, FilmRenderer renderer, FileInfo file, bool json, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        using (var bar = new ProgressBar(file.Name, "scenes"))
        {
            try
            {
                await new FilmFile(film, renderer, TimeProvider.System).WriteAsync(file.FullName, new Heard(file.FullName, json ? JsonLines.Progress() : bar), cancellationToken);
            }
            catch (FilmException failure)
            {
                throw new SettingsException(failure.Message, failure);
            }
            catch (OperationCanceledException stopped)
            {
                throw new SettingsException("Stopped before the end: no film was written.", stopped);
            }
        }

        var done = new FilmFileDocument(
            file.FullName, film.Seed, film.Length / 1000.0, film.Scenes.Length, renderer.FrameCount, renderer.Width, renderer.Height, renderer.Rate.ToString(),
            Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 2));
        if (json)
            JsonLines.Write(done, FilmJson.Default.FilmFileDocument);
        else
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.FullName}: {TimeText.OfSeconds(done.Duration)} in {done.Scenes} scenes, {done.Frames} frames, {done.Seconds:0.0} s."));
        return ExitCode.Found;
    }

    /// <summary>Tells of the writing at once, so that no line of it comes after the last one.</summary>
    private sealed class Heard(string path, IProgress<ProgressDocument> target) : IProgress<FilmProgress>
    {
        public void Report(FilmProgress value) => target.Report(new ProgressDocument(
            path, Math.Round(value.Position, 3), value.Duration, value.Scenes, value.Frames, Math.Round(value.Rate, 2), value.SecondsLeft is { } left ? Math.Round(left, 1) : null));
    }
}
