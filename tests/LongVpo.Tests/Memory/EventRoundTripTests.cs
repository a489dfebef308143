using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>A video's state is the fold of its events, so an event that comes back changed changes the past.</summary>
public sealed class EventRoundTripTests
{
    [Fact]
    public async Task Random_events_of_every_kind_come_back_exactly_after_reopening()
    {
        await using var store = await StoreInFolder.OpenAsync();
        for (var seed = 0; seed < 40; seed++)
            await store.Session.Videos.AppendAsync(new VideoId($"v{seed}"), 0, new RandomEvents(seed).Some(20), StoreInFolder.Token);

        await store.ReopenAsync();

        for (var seed = 0; seed < 40; seed++)
        {
            var expected = new RandomEvents(seed).Some(20);
            var read = await store.EventsAsync(new VideoId($"v{seed}"));
            Assert.Equal(expected.Select(Plain), read.Select(Plain));
        }

        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
    }

    [Fact]
    public async Task A_segment_keeps_its_time_base_its_descriptor_and_its_thumbnail()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", ["first"], ["second"]);

        var segment = (await store.Session.Segments.ReadSegmentsAsync(video, null, null, StoreInFolder.Token))[1];

        Assert.Equal(new TimeBase(1, 90_000), segment.Span.Range.Start.TimeBase);
        Assert.Equal(MadeUpVideo.Descriptor(1).AsEnumerable(), segment.Descriptor.AsEnumerable());
        Assert.Equal([0xFF, 0xD8, 1], (await store.Session.Segments.ReadThumbnailAsync(video, new SegmentId(1), StoreInFolder.Token))!.Value.ToArray());
        Assert.Null(await store.Session.Segments.ReadThumbnailAsync(video, new SegmentId(2), StoreInFolder.Token));
    }

    [Fact]
    public async Task A_long_history_is_read_whole_and_in_order()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", [.. Enumerable.Range(0, 700).Select(i => new[] { $"line {i}" })]);

        var ordinals = (await store.EventsAsync(video)).OfType<SegmentSealed>().Select(e => e.Segment.Span.Id.Ordinal);

        Assert.Equal(Enumerable.Range(0, 700), ordinals);
    }

    [Fact]
    public async Task A_writer_that_missed_an_event_is_refused_and_nothing_is_kept_of_it()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", ["first"]);

        var problem = await Assert.ThrowsAsync<StoreException>(async () => await store.Session.Videos.AppendAsync(video, 1, [MadeUpVideo.Segment(1, "late")], StoreInFolder.Token));

        Assert.Contains("version 2 and not 1", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await store.EventsAsync(video)).Count);
        Assert.Empty(await store.FindAsync("late"));
    }

    [Fact]
    public async Task A_segment_that_is_there_already_undoes_the_whole_append()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var video = await store.AddAsync("v", ["first"]);

        await Assert.ThrowsAsync<StoreException>(async () =>
            await store.Session.Videos.AppendAsync(video, 2, [MadeUpVideo.Segment(1, "second"), MadeUpVideo.Segment(0, "again")], StoreInFolder.Token));

        Assert.Empty(await store.FindAsync("second"));
        Assert.Equal(3, await store.Session.Videos.AppendAsync(video, 2, [MadeUpVideo.Segment(1, "second")], StoreInFolder.Token));
    }

    [Fact]
    public async Task Many_videos_append_at_once_and_one_that_is_at_fault_fails_alone()
    {
        await using var store = await StoreInFolder.OpenAsync();

        var appends = Enumerable.Range(0, 50).Select(async i =>
        {
            var expected = i == 17 ? 5 : 0;
            try
            {
                return await store.Session.Videos.AppendAsync(new VideoId($"v{i}"), expected, [MadeUpVideo.Opened($"/{i}"), MadeUpVideo.Segment(0, "word")], StoreInFolder.Token);
            }
            catch (StoreException)
            {
                return -1;
            }
        });
        var versions = await Task.WhenAll(appends);

        Assert.Equal(-1, versions[17]);
        Assert.Equal(49, versions.Count(v => v == 2));
        Assert.Equal(49, (await store.Session.Videos.ListAsync(StoreInFolder.Token)).Count);
    }

    /// <summary>Records compare immutable arrays by reference, so events are compared as all their contents in text.</summary>
    private static string Plain(VideoEvent item) => item switch
    {
        SegmentSealed e => $"{e.At:O} {e.Segment.Span} {Exact(e.Segment.Span.Range)} {string.Join('|', e.Segment.Observations.Select(o => $"{o} {Exact(o.Range)}"))} {e.Segment.Caption} {string.Join(',', e.Segment.Descriptor)} {e.Segment.Carry ?? "none"} {e.Segment.FramesDecoded} {e.Segment.FramesCorrupt}",
        CaptionWritten e => $"{e.Caption.Subject} {e.Caption.Text} {e.Caption.Model} {e.Caption.SameAs} {e.Caption.Pictures} {string.Join('|', e.Caption.From)} {e.Caption.Usage} {e.Caption.Problem} {e.At:O}",
        NodeClosed e => $"{e.Node.Id} {Exact(e.Node.Range)} {string.Join('|', e.Node.Children)} {e.Node.Caption} {e.Node.Closed}",
        VideoOpened e => $"{e.At:O} {e.Recipe} {e.Source with { TextTracks = ImmutableArray<string>.Empty }} {string.Join('|', e.Source.TextTracks)} {e.Source.RecordedAt:O}",
        VideoFinished e => $"{e} {e.At:O} {e.Message ?? "none"}",
        ClockAnchored e => $"{e.Time} {e.Utc:O} {e.FromStream}",
        VideoFailed e => $"{e} {e.At:O}",
        _ => item.ToString(),
    };

    private static string Exact(TimeRange range) => $"{range.Start}..{range.End}";
}
