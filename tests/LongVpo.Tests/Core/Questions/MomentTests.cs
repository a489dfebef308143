using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;
using LongVpo.Tests.Memory;

namespace LongVpo.Tests.Core.Questions;

/// <summary>What was answered at one moment stays what it was: footage that comes while the answer is made, or after it, changes nothing in it.</summary>
public sealed class MomentTests
{
    private static readonly string[] Words = ["harbour", "station", "bakery", "museum", "library", "theatre", "garden", "market"];

    private static readonly string[] Questions =
        ["When is \"harbour\" on screen?", "How many times is \"bakery\" on screen?", "What is on screen in the last 20 seconds?", "Which comes first, \"market\" or \"garden\"?", "When is \"castle\" shown?"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100_000)]
    [InlineData(2)]
    public async Task Footage_that_comes_while_an_answer_is_made_or_later_never_changes_it(int readWhole)
    {
        var options = new QuestionOptions { SegmentsReadMost = readWhole };
        for (var seed = 0; seed < 20; seed++)
        {
            await using var store = await StoreInFolder.OpenAsync();
            var random = new Random(seed);
            var video = await store.AddAsync("running", [.. Enumerable.Range(0, 3 + random.Next(6)).Select(_ => Lines(random))]);
            var question = new Question { Text = Questions[seed % Questions.Length], Videos = [video] };
            var calm = await Answerer(store, options, _ => Task.CompletedTask).AnswerAsync(question, Token);

            var disturbed = await Answerer(store, options, seal => seal(Lines(random))).AnswerAsync(question, Token);
            var asOf = await Answerer(store, options, _ => Task.CompletedTask).AnswerAsync(question with { AsOf = calm.Watermark }, Token);

            Assert.Equal(JsonSerializer.Serialize(calm), JsonSerializer.Serialize(disturbed));
            Assert.Equal(JsonSerializer.Serialize(calm), JsonSerializer.Serialize(asOf));
            var now = await Answerer(store, options, _ => Task.CompletedTask).AnswerAsync(question, Token);
            Assert.True(now.Watermark > calm.Watermark, $"seed {seed}: nothing was sealed in between");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(8.0)]
    public async Task A_citation_of_live_footage_says_when_it_was_and_is_told_before_the_answer(double? pace)
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("live", ["harbour"], ["bakery"]);
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await store.Session.Videos.AppendAsync(video, 3, [new ClockAnchored(MediaTime.Zero, noon, FromStream: pace is null) { Pace = pace }], Token);
        var parts = new List<AnswerPart>();

        var answer = await Answerer(store, new QuestionOptions(), _ => Task.CompletedTask)
            .AnswerAsync(new Question { Text = "When is \"bakery\" on screen?", Videos = [video] }, new Direct(parts.Add), Token);

        var cited = Assert.Single(answer.Citations);
        Assert.Equal(noon.AddSeconds(cited.Range.Start.Seconds / (pace ?? 1)), cited.Utc);
        Assert.Equal("bakery", Assert.IsType<EvidenceFound>(parts[0]).Evidence.Observation.Text);
        Assert.Equal(answer.Text, Assert.IsType<AnswerWritten>(parts[^1]).Text);
    }

    private static string[] Lines(Random random) => [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Words[random.Next(Words.Length)])];

    // The memory that is asked seals another segment whenever it is looked at.
    private static MomentAnswerer Answerer(StoreInFolder store, QuestionOptions options, Func<Func<string[], Task>, Task> meanwhile)
    {
        var growing = new Growing(store, () => meanwhile(async lines =>
        {
            var list = await store.Session.Videos.ListAsync(Token);
            await store.Session.Videos.AppendAsync(list[0].Video, list[0].Segments + 1, [MadeUpVideo.Segment(list[0].Segments, lines)], Token);
        }));
        return new MomentAnswerer(store.Session.Videos, growing, growing, (list, segments, finder) => new QuestionAnswerer(list, segments, finder, options));
    }

    private sealed class Direct(Action<AnswerPart> report) : IProgress<AnswerPart>
    {
        public void Report(AnswerPart value) => report(value);
    }

    private sealed class Growing(StoreInFolder store, Func<Task> meanwhile) : ISegmentReader, IEvidenceFinder
    {
        public async ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
        {
            await meanwhile();
            return await store.Session.Evidence.FindAsync(query, cancellationToken);
        }

        public async ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken)
        {
            await meanwhile();
            return await store.Session.Segments.ReadSegmentsAsync(video, within, asOf, cancellationToken);
        }

        public ValueTask<UtcMap> ReadClocksAsync(VideoId video, CancellationToken cancellationToken) => store.Session.Segments.ReadClocksAsync(video, cancellationToken);

        public ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken) =>
            store.Session.Segments.ReadThumbnailAsync(video, segment, cancellationToken);

        public ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
            ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) =>
            store.Session.Segments.NearestAsync(descriptor, videos, limit, cancellationToken);
    }
}
