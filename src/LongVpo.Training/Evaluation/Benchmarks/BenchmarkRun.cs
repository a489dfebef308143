using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Models.Training;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>
/// Puts a benchmark's questions to a model, one after the other. What cannot be asked, because its video is not there or cannot be read, is told and never scored. Pictures are
/// taken once per video and part, because questions of one video follow each other.
/// </summary>
/// <param name="benchmark">Which one.</param>
/// <param name="settings">How.</param>
/// <param name="worker">The model.</param>
/// <param name="shelf">Where its pictures go.</param>
/// <param name="footage">Takes pictures out of files.</param>
public sealed class BenchmarkRun(IBenchmark benchmark, BenchmarkSettings settings, IModelWorker worker, IPictureShelf shelf, IFootageFrames footage)
{
    // A container's length and the annotated one differ by rounding; beyond this it is another cut of the film.
    private const double DurationTolerance = 2;
    private (string Path, double? From, double? To) _last;
    private (IReadOnlyList<StillFrame> Frames, double Duration, ImmutableArray<BenchmarkProblem> Doubts) _taken = ([], 0, []);

    /// <summary>Asks every question that can be asked; questions without a right answer in their file are told as such.</summary>
    /// <param name="data">The questions.</param>
    /// <param name="folder">Where their videos are.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    public async IAsyncEnumerable<BenchmarkStep> RunAsync(BenchmarkData data, string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var finder = new VideoFinder(folder);
        foreach (var problem in data.Problems) yield return new BenchmarkStep(null, problem);
        foreach (var item in data.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await OneAsync(item, finder, cancellationToken);
        }
    }

    private async Task<BenchmarkStep> OneAsync(BenchmarkItem item, VideoFinder finder, CancellationToken cancellationToken)
    {
        if (item.Right is null) return Not("no_answer", item, "The file does not say which option is right.");
        if (finder.Video(item.Video) is not { } path) return Not("missing_video", item, $"There is no video {item.Video}, or several of that name.");
        try
        {
            if (_last != (path, item.Start, item.End)) await LookAsync(item, path, cancellationToken);
        }
        catch (SourceException wrong)
        {
            _last = default;
            return Not("unreadable", item, wrong.Message);
        }

        if (_taken.Frames.Count == 0) return Not("unreadable", item, $"{path} shows no picture where the question asks.");
        var problems = _taken.Doubts.Select(problem => problem with { Item = item.Id }).ToList();
        if (item.Duration is { } told && Math.Abs(told - _taken.Duration) > DurationTolerance) problems.Add(new BenchmarkProblem("duration", item.Id, $"The file says {told:0.#} s and {path} has {_taken.Duration:0.#} s."));
        var lines = Said(item, finder, problems);
        try
        {
            var reply = await worker.RunAsync(
                new ChatRequest(RequestId.New(), ModelLane.PreferenceData, null, Messages(item, lines), new GenerationSettings { MaxTokens = settings.MaxTokens }), WhenFull.Wait, null, cancellationToken);
            var chosen = LetterParser.Parse(reply.Text, item.Options.Length);
            return new BenchmarkStep(new BenchmarkResult(item, reply.Text, chosen, chosen ?? Drawn(item), _taken.Frames.Count, [.. problems]), null);
        }
        catch (ModelException refused)
        {
            return Not("refused", item, refused.Message);
        }
    }

    private async Task LookAsync(BenchmarkItem item, string path, CancellationToken cancellationToken)
    {
        var duration = await footage.DurationAsync(path, cancellationToken) ?? item.Duration ?? 0;
        var times = FrameTimes.Of(settings.Sampling, item.Start ?? 0, item.End ?? duration, settings.Frames);
        var frames = await footage.ReadAsync(path, times, cancellationToken);
        ImmutableArray<BenchmarkProblem> doubts = frames.Count < times.Length ? [new BenchmarkProblem("few_frames", item.Id, $"{frames.Count} of {times.Length} frames of {path} could be decoded.")] : [];
        (_last, _taken) = ((path, item.Start, item.End), (frames, duration, doubts));
    }

    private ImmutableArray<SubtitleLine>? Said(BenchmarkItem item, VideoFinder finder, List<BenchmarkProblem> problems)
    {
        if (!settings.Subtitles) return null;
        if (item.Subtitles is { } named && finder.Subtitles(named) is { } file) return SubtitleReader.Read(file, item.SubtitlesStart);
        problems.Add(new BenchmarkProblem("missing_subtitles", item.Id, "There are no subtitles to tell."));
        return null;
    }

    private ImmutableArray<ChatMessage> Messages(BenchmarkItem item, ImmutableArray<SubtitleLine>? lines)
    {
        // Put anew for every question: a small shelf lets pictures go that nobody asked for a while.
        ImmutableArray<PictureRef> pictures = [.. _taken.Frames.Select(frame => new PictureRef(shelf.Put(frame.Rgb.Span, frame.Width, frame.Height), MediaTime.FromSeconds(frame.Seconds)))];
        ImmutableArray<PromptPart> parts;
        if (lines is { } said && benchmark is LongVideoBench)
        {
            var (interleaved, at) = (new List<PromptPart>(), 0);
            foreach (var (count, text) in SubtitleReader.Between(said, [.. _taken.Frames.Select(frame => frame.Seconds)]))
            {
                interleaved.Add(new PicturesPart(pictures.Slice(at, count)));
                if (text.Length > 0) interleaved.Add(new TextPart(text + "\n"));
                at += count;
            }

            parts = [.. interleaved, new TextPart(benchmark.Put(item, null))];
        }
        else
        {
            var seen = lines?.Where(line => line.IsSeen(_taken.Frames.Select(frame => frame.Seconds))).Select(line => line.Text);
            parts = [new PicturesPart(pictures), new TextPart(benchmark.Put(item, seen is null ? null : string.Join('\n', seen)))];
        }

        var user = new ChatMessage(ChatRole.User, parts);
        return benchmark.System is { } system ? [ChatMessage.Of(ChatRole.System, system), user] : [user];
    }

    private int? Drawn(BenchmarkItem item) => settings.Unread == UnreadReply.Wrong
        ? null
        : new SplitMix(item.Id.Aggregate(settings.Seed, (hash, letter) => new SplitMix(hash ^ letter).Next())).Below(item.Options.Length);

    private static BenchmarkStep Not(string kind, BenchmarkItem item, string sentence) => new(null, new BenchmarkProblem(kind, item.Id, sentence));
}
