using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Observations;
using LongVpo.Core.Speech;
using LongVpo.Core.Videos;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>Speech that is heard later is found by its words and seen in every segment that it touches, and the sealed segments stay as they were.</summary>
public sealed class SpeechStoreTests
{
    [Fact]
    public async Task Speech_is_found_and_quoted_in_each_segment_that_it_touches()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"], ["two"], ["three"]);
        await store.Session.Videos.AppendAsync(film, 4, [Heard(4, 6, "The harbour opens."), Heard(6, 7, "")], StoreInFolder.Token);

        var segments = await store.Session.Segments.ReadSegmentsAsync(film, null, null, StoreInFolder.Token);

        Assert.Equal([1, 1, 0], segments.Select(s => s.Observations.Count(o => o.Kind == ObservationKind.Speech)));
        Assert.Contains("Said, as a speech model wrote it down: \"The harbour opens.\"", segments[1].Caption.Text, StringComparison.Ordinal);
        Assert.Equal("Segment 2 shows three.", segments[2].Caption.Text);
        var hit = Assert.Single(await store.FindAsync("harbour"));
        Assert.Equal((4.0, 6.0), (hit.Observation.Range.Start.Seconds, hit.Observation.Range.End.Seconds));
        Assert.Equal(ObservationKind.Speech, hit.Observation.Kind);
        var sealedAs = (await store.EventsAsync(film)).OfType<SegmentSealed>().SelectMany(e => e.Segment.Observations);
        Assert.DoesNotContain(sealedAs, o => o.Kind == ObservationKind.Speech);
    }

    [Fact]
    public async Task Before_it_is_over_nobody_knows_of_it()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"], ["two"]);
        await store.Session.Videos.AppendAsync(film, 3, [Heard(4, 6, "The harbour opens.")], StoreInFolder.Token);

        var early = await store.Session.Segments.ReadSegmentsAsync(film, null, MadeUpVideo.At(5), StoreInFolder.Token);

        Assert.DoesNotContain(Assert.Single(early).Observations, o => o.Kind == ObservationKind.Speech);
        Assert.Empty(await store.FindAsync(new EvidenceQuery { Words = [["harbour"]], AsOf = MadeUpVideo.At(5) }));
        Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["harbour"]], AsOf = MadeUpVideo.At(10) }));
    }

    [Fact]
    public async Task A_rebuilt_store_is_the_same_and_agrees_with_its_events()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"], ["two"]);
        await store.Session.Videos.AppendAsync(film, 3, [Heard(4, 6, "The harbour opens."), Heard(7, 8, "And closes.")], StoreInFolder.Token);
        var before = await store.Session.Segments.ReadSegmentsAsync(film, null, null, StoreInFolder.Token);
        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));

        await store.Session.Care.RebuildAsync(StoreInFolder.Token);

        Assert.Empty(await store.Session.Care.VerifyAsync(StoreInFolder.Token));
        var after = await store.Session.Segments.ReadSegmentsAsync(film, null, null, StoreInFolder.Token);
        Assert.Equal(before.Select(s => s.Caption), after.Select(s => s.Caption));
        Assert.Equal(before.SelectMany(s => s.Observations), after.SelectMany(s => s.Observations));
        Assert.Single(await store.FindAsync("closes"));
    }

    private static SpeechHeard Heard(double start, double end, string text) =>
        new(new Transcript { Range = StoreInFolder.Range(start, end), Text = text, Model = new ModelVersion("openai:http://here/v1#m", "m") }, MadeUpVideo.Began);
}
