using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Cli.Verbs;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Training.Evaluation.Quiz;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Demo;

/// <summary>The demo's first half: a film that nobody has seen, of which a script knows everything, is streamed as if it were live, described by the small network, and asked about.</summary>
/// <param name="settings">Where to remember it, and who looks.</param>
/// <param name="json">Whether other programs read it.</param>
internal sealed class ScriptedDemo(NodeSettings settings, bool json)
{
    private const double Seconds = 180;

    /// <summary>Renders, watches, asks, and tells how many answers are right.</summary>
    /// <param name="seed">Which film.</param>
    /// <param name="speed">How much faster than its own clock it is streamed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(long seed, double speed, CancellationToken cancellationToken)
    {
        var film = FilmChoice.Sentence(() => FilmScript.Write(seed, Seconds));
        var file = Path.Combine(DemoFilm.Folder, $"scripted-{seed}.mp4");
        Directory.CreateDirectory(DemoFilm.Folder);
        Say($"longvpo: rendering a film of {TimeText.OfSeconds(film.Length / 1000.0)} in {film.Scenes.Length} scenes (seed {seed}, which no network was trained on) ...");
        await new FilmWatch(film).RenderAsync(file, new Damage(), null, cancellationToken);

        await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        await ForgetAsync(node, file, cancellationToken);
        Say(string.Create(CultureInfo.InvariantCulture, $"longvpo: streaming it as live, {speed:0.#} times as fast as its own clock; {node.Model?.Name} describes each segment as soon as it is sealed ..."));
        var video = await WatchAsync(node, file, speed, cancellationToken);
        var right = 0;
        var questions = FilmQuiz.Of(film);
        foreach (var question in questions)
        {
            var (answer, judged) = await FilmWatch.AskAsync(node, video, question, cancellationToken);
            if (judged.Right) right++;
            if (json)
            {
                JsonLines.Write(judged, QuizJson.Default.QuizAnswer);
                continue;
            }

            Console.Out.WriteLine();
            Console.Out.WriteLine($"> {question.Text}");
            AnswerText.Write(answer);
            Console.Out.WriteLine($"  script: {question.Answer} - {(judged.Right ? "right" : "WRONG")}{(question.Evidence.Length > 1 ? $", {question.Evidence.Length} scenes needed" : string.Empty)}");
        }

        if (!json) Console.Out.WriteLine($"\n{right} of {questions.Length} answers are right by the script of seed {seed}.");
    }

    /// <summary>Watches to the end and until the last segment is described, and shows the tree as it grows.</summary>
    private async Task<VideoId> WatchAsync(LocalNode node, string file, double speed, CancellationToken cancellationToken)
    {
        var text = new WatchText(json);
        using var captioned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = node.Videos.FollowAsync(only: null, captioned.Token);
        var video = await node.Videos.WatchAsync(new WatchRequest { Location = file, Pace = speed, Model = node.Model?.Name.ToString() }, cancellationToken);
        if (await WatchVerb.ShowAsync(changes, video, text, () => WatchVerb.LeaveAsync(node, video, captioned, captioned.Token), captioned.Token)) throw new SettingsException($"{file} could not be watched to its end.");
        cancellationToken.ThrowIfCancellationRequested();
        await node.Videos.StopAsync(video, CancellationToken.None);
        return video;
    }

    private static async Task ForgetAsync(LocalNode node, string file, CancellationToken cancellationToken)
    {
        foreach (var known in (await node.ListAsync(cancellationToken)).Videos.Where(known => known.Path == file)) await node.ForgetAsync(new VideoId(known.Video), cancellationToken);
    }

    private static void Say(string sentence) => Console.Error.WriteLine(sentence);
}
