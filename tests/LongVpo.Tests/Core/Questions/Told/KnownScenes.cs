using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Known;

namespace LongVpo.Tests.Core.Questions.Told;

/// <summary>A node that remembers scenes of four seconds, each with a caption, and with what is said in it behind a bar.</summary>
public sealed class KnownScenes : IAsyncDisposable
{
    private static readonly VideoId Video = new("known");
    private readonly TempFolder _folder = new();

    public LocalNode Node { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="scenes">Each a caption, or nothing for none; behind a bar what is said.</param>
    public static async Task<KnownScenes> OfAsync(params string[] scenes)
    {
        var known = new KnownScenes();
        known.Node = await LocalNode.OpenWriterAsync(new NodeSettings { Store = known._folder.File("store") }, Stop);
        var source = new SourceDescription { Location = "known.mp4", Container = "script", VideoCodec = "script" };
        await FootageImport.KeepAsync(known.Node, new KnownFootage(Video, source, [.. scenes.Select(SegmentOf)]), new ModelVersion("script:", "script"), Stop);
        return known;
    }

    public Task<Answer> AskAsync(string question, params int[] without) =>
        Node.Videos.AskAsync(new Question { Text = question, Videos = [Video], Without = [.. without.Select(ordinal => (Video, new SegmentId(ordinal)))] }, limit: null, Stop);

    public Task<Answer> AskMeasuredAsync(string question) => Node.Videos.AskAsync(new Question { Text = question, Videos = [Video], MeasuredOnly = true }, limit: null, Stop);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    private static KnownSegment SegmentOf(string scene, int index)
    {
        var parts = scene.Split('|', StringSplitOptions.TrimEntries);
        var range = Range(index * 4, (index + 1) * 4);
        ImmutableArray<Observation> said = parts.Length < 2 ? [] : [new Observation { Kind = ObservationKind.Subtitle, Range = Range((index * 4) + 1, (index * 4) + 3), Text = parts[1] }];
        return new KnownSegment(range, index == 0 ? Opening.Start : Opening.Hard, new TimeRange(range.Start, range.Start), said, parts[0].Length == 0 ? null : parts[0]);
    }

    private static TimeRange Range(double from, double to) => new(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to));
}
