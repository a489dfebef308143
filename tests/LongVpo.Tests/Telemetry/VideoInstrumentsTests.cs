using System.Diagnostics.Metrics;
using LongVpo.Actors.Video;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Videos;
using LongVpo.Node.Telemetry;
using LongVpo.Tests.Actors.Video;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Telemetry;

/// <summary>Metrics of videos: bounded in number however many videos there are, with totals that never shrink.</summary>
public sealed class VideoInstrumentsTests
{
    [Fact]
    public void However_many_videos_there_are_the_series_stay_bounded_and_their_sum_is_whole()
    {
        var videos = Enumerable.Range(0, 500).Select(i => new VideoCounts { Video = new VideoId($"v{i}"), Number = i, FramesReceived = i, FeedDepth = 1, Lag = TimeSpan.FromSeconds(i) }).ToList();
        using var instruments = new VideoInstruments(() => videos, apart: 8);

        var read = Collect(instruments);

        var received = read["longvpo.video.frames.received"];
        Assert.Equal(["_other", .. Enumerable.Range(0, 8).Select(i => $"v{i}")], received.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(500 * 499 / 2, received.Values.Sum());
        Assert.All(read.Values, series => Assert.InRange(series.Count, 9, 18));
        Assert.Equal(499, read["longvpo.video.lag"]["_other"]);
        Assert.Equal((1, 492), (read["longvpo.video.queue.depth"]["v3 feed"], read["longvpo.video.queue.depth"]["_other feed"]));
    }

    [Fact]
    public void A_video_keeps_its_series_when_others_go()
    {
        List<VideoCounts> videos = [.. Enumerable.Range(0, 4).Select(i => new VideoCounts { Video = new VideoId($"v{i}"), Number = i })];
        using var instruments = new VideoInstruments(() => videos, apart: 2);
        videos.RemoveAt(0);

        Assert.Equal(["_other", "v1"], Collect(instruments)["longvpo.video.segments"].Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Totals_grow_over_the_runs_that_a_crash_divides_and_nothing_is_pending_at_the_end()
    {
        await using var stage = new Stage(ScriptedVideo.OfShots([(4, LongVpo.Core.Segments.Opening.Hard), (6, LongVpo.Core.Segments.Opening.Hard)])) { Gremlin = new Gremlin(1, oneIn: 40, crashes: 4) };
        var seen = new List<VideoCounts>();

        await stage.AnalyzeAsync(_ => seen.AddRange(stage.System.Counts()));

        var last = Assert.Single(stage.System.Counts());
        Assert.Equal(seen.Select(c => c.FramesReceived).Order(), seen.Select(c => c.FramesReceived));
        Assert.Equal(seen.Select(c => c.FramesProcessed).Order(), seen.Select(c => c.FramesProcessed));
        Assert.True(last.Restarts > 0 && last.FramesReceived >= 250, $"{last}");
        Assert.Equal((0, 0, 2), (last.FramesPending, last.InboxDepth, last.Segments));
    }

    private static Dictionary<string, Dictionary<string, double>> Collect(VideoInstruments instruments)
    {
        Assert.NotNull(instruments);
        var read = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instruments.Owns(instrument.Meter)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return read;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (!read.TryGetValue(instrument.Name, out var series)) read[instrument.Name] = series = new(StringComparer.Ordinal);
            var key = string.Join(' ', tags.ToArray().Select(t => t.Value));
            series.Add(key, value);
        }
    }
}
