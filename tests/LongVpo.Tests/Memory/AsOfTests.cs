using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>A question about a moment must be answered as if the rest had not been seen, whatever else is written meanwhile.</summary>
public sealed class AsOfTests
{
    [Fact]
    public async Task At_every_time_exactly_the_segments_that_end_by_it_are_seen()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", [.. Enumerable.Range(0, 40).Select(i => new[] { $"word {i}" })]);
        await store.AddAsync("w", ["word"]);

        foreach (var ticks in Enumerable.Range(0, 41).SelectMany(i => (long[])[(i * 450_000L) - 1, i * 450_000L, (i * 450_000L) + 1]))
        {
            var asOf = new MediaTime(ticks, new TimeBase(1, 90_000));
            var expected = Enumerable.Range(0, 40).Where(i => MadeUpVideo.At((i + 1) * 5.0) <= asOf).ToList();

            var found = await store.FindAsync(new EvidenceQuery { Words = [["word"]], Videos = [video], AsOf = asOf });
            var read = await store.Session.Segments.ReadSegmentsAsync(video, null, asOf, StoreInFolder.Token);

            Assert.Equal(expected, found.Select(e => e.Segment.Ordinal).Order());
            Assert.Equal(expected, read.Select(s => s.Span.Id.Ordinal));
        }
    }

    [Fact]
    public async Task A_range_gives_the_segments_that_overlap_it_and_not_its_neighbours()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", [.. Enumerable.Range(0, 100).Select(i => new[] { $"word {i}" })]);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var start = Math.Round(random.NextDouble() * 520, 1);
            var range = StoreInFolder.Range(start, start + (random.Next(4) * 5));
            var expected = Enumerable.Range(0, 100).Where(n => StoreInFolder.Range(n * 5, (n + 1) * 5).Overlaps(range));

            var read = await store.Session.Segments.ReadSegmentsAsync(video, range, null, StoreInFolder.Token);

            Assert.Equal(expected, read.Select(s => s.Span.Id.Ordinal));
        }
    }

    [Fact]
    public async Task While_a_writer_appends_every_reading_sees_a_whole_state_that_only_grows()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await using var reader = await StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), StoreInFolder.Token);
        var video = await store.AddAsync("v", ["word left", "word right"]);
        var writing = WriteAsync();
        var (last, rounds) = (0, 0);
        while (!writing.IsCompleted)
        {
            var found = await reader.Evidence.FindAsync(new EvidenceQuery { Words = [["word"]], Limit = 5_000 }, StoreInFolder.Token);

            Assert.All(found.CountBy(e => e.Segment), pair => Assert.Equal(2, pair.Value));
            Assert.Equal(Enumerable.Range(0, found.Count / 2), found.Select(e => e.Segment.Ordinal).Distinct().Order());
            Assert.True(found.Count >= last);
            (last, rounds) = (found.Count, rounds + 1);
        }

        await writing;
        Assert.True(rounds > 1);
        Assert.Equal(301, Assert.Single(await reader.Videos.ListAsync(StoreInFolder.Token)).Segments);

        async Task WriteAsync()
        {
            for (var i = 1; i <= 300; i++) await store.Session.Videos.AppendAsync(video, i + 1, [MadeUpVideo.Segment(i, "word left", "word right")], StoreInFolder.Token);
        }
    }
}
