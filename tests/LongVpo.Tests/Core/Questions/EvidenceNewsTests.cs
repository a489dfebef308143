using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Whoever waits for an answer sees what it may rest on while the search still goes on.</summary>
public sealed class EvidenceNewsTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(2)]
    public async Task Evidence_of_one_video_is_told_before_the_next_is_read(int readWhole)
    {
        var parts = new Parts();
        var memory = new Watching(Shelf(4), () => parts.Quotes.Count);

        var answer = await AskAsync(memory, parts, new QuestionOptions { SegmentsReadMost = readWhole });

        Assert.True(answer.Found, answer.Text);
        Assert.True(memory.ToldWhenRead.Count > 1, "the test needs more than one video to be read");
        Assert.NotEqual(0, memory.ToldWhenRead[^1]);
        Assert.True(memory.ToldWhenRead[^1] < parts.Quotes.Count || readWhole == 2, "everything was told before the last video was read");
    }

    [Fact]
    public async Task What_an_index_finds_is_told_before_any_footage_is_read()
    {
        var parts = new Parts();
        var memory = new Watching(Shelf(4), () => parts.Quotes.Count);

        await AskAsync(memory, parts, new QuestionOptions { SegmentsReadMost = 2 });

        Assert.Equal(4, memory.ToldWhenRead[0]);
    }

    [Fact]
    public async Task Each_place_is_told_once_and_all_that_is_cited_comes_before_the_words()
    {
        var parts = new Parts();

        var answer = await AskAsync(Shelf(4), parts, new QuestionOptions());

        Assert.Equal(4, answer.Citations.Length);
        Assert.Equal(answer.Citations.Select(c => (c.Video, c.Quote)), parts.Quotes.OrderBy(q => q.Video.Value, StringComparer.Ordinal));
        Assert.Equal(answer.Text, Assert.IsType<AnswerWritten>(parts.All[^1]).Text);
        Assert.Single(parts.All.OfType<AnswerWritten>());
    }

    [Fact]
    public async Task More_places_than_are_cited_are_not_told()
    {
        var parts = new Parts();

        await AskAsync(Shelf(9), parts, new QuestionOptions { CitationsMost = 3 });

        Assert.Equal(3, parts.Quotes.Count);
    }

    private static Task<Answer> AskAsync<T>(T memory, Parts parts, QuestionOptions options)
        where T : IVideoStore, ISegmentReader, IEvidenceFinder =>
        new QuestionAnswerer(memory, memory, memory, options).AnswerAsync(new Question { Text = "When is \"HARBOUR\" on screen?" }, parts, TestContext.Current.CancellationToken);

    private static ScriptedMemory Shelf(int videos)
    {
        var memory = new ScriptedMemory();
        for (var i = 0; i < videos; i++) memory.With(new VideoId($"v{i}"), new Script(0, 20).Cut(10).Screen(2 + i, 4 + i, "HARBOUR").Build());
        return memory;
    }

    private sealed class Parts : IProgress<AnswerPart>
    {
        public List<AnswerPart> All { get; } = [];

        public List<(VideoId Video, string Quote)> Quotes { get; } = [];

        public void Report(AnswerPart value)
        {
            All.Add(value);
            if (value is EvidenceFound { Evidence: var found }) Quotes.Add((found.Video, found.Observation.Text!));
        }
    }

    /// <summary>Notes at every reading of segments how much had been told.</summary>
    private sealed class Watching(ScriptedMemory memory, Func<int> told) : IVideoStore, ISegmentReader, IEvidenceFinder
    {
        public List<int> ToldWhenRead { get; } = [];

        public ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken)
        {
            ToldWhenRead.Add(told());
            return memory.ReadSegmentsAsync(video, within, asOf, cancellationToken);
        }

        public ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken) => memory.ListAsync(cancellationToken);

        public ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken) => memory.FindAsync(query, cancellationToken);

        public ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken) =>
            memory.ReadThumbnailAsync(video, segment, cancellationToken);

        public ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
            ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) => memory.NearestAsync(descriptor, videos, limit, cancellationToken);

        public ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken) => memory.AppendAsync(video, expectedVersion, events, cancellationToken);

        public IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, CancellationToken cancellationToken) => memory.ReadAsync(video, cancellationToken);

        public ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken) => memory.RelocateAsync(video, location, cancellationToken);

        public ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken) => memory.DeleteAsync(video, cancellationToken);
    }
}
