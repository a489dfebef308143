using LongVpo.Core.Answers;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Memory;

/// <summary>What models said is found by subject, by its words and by what it means, and goes when its video goes.</summary>
public sealed class ModelCaptionTests
{
    private static readonly ModelVersion First = new("torch:/m", "aa");
    private static readonly ModelVersion Second = new("torch:/m", "bb");

    [Fact]
    public async Task Captions_of_two_versions_stand_side_by_side_and_the_latest_is_read()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"], ["two"]);
        await store.Session.Videos.AppendAsync(film, 3, [Said("s00001", "A zebra drinks.", First, 1, 0), Said("c00000", "Animals.", First), Said("s00001", "A quagga drinks.", Second, 1, 0)], StoreInFolder.Token);

        var read = await store.Session.Captions.ReadCaptionsAsync(film, ["s00000", "s00001", "c00000"], StoreInFolder.Token);

        Assert.Equal(["c00000", "s00001"], read.Keys.Order());
        Assert.Equal(("A quagga drinks.", Second), (read["s00001"].Text, read["s00001"].Model));
        foreach (var word in (string[])["zebra", "quagga"])
            Assert.Equal(new SegmentId(1), Assert.Single(await store.Session.Evidence.FindCaptionsAsync(new EvidenceQuery { Words = [[word]] }, StoreInFolder.Token)).Segment);
        await store.Session.Care.RebuildAsync(StoreInFolder.Token);
        Assert.Single(await store.Session.Evidence.FindCaptionsAsync(new EvidenceQuery { Words = [["zebra"]] }, StoreInFolder.Token));
        Assert.Equal(2, (await store.Session.Captions.ReadCaptionsAsync(film, ["s00001", "c00000"], StoreInFolder.Token)).Count);
    }

    [Fact]
    public async Task Captions_are_found_by_what_they_mean_among_those_of_the_same_version()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"], ["two"]);
        await store.Session.Videos.AppendAsync(film, 3, [Said("s00000", "A.", First, 0.6f, 0.8f), Said("s00001", "B.", First, 1, 0), Said("s00000", "C.", Second, 1, 0)], StoreInFolder.Token);

        var near = await store.Session.Segments.NearestCaptionsAsync("aa", [1, 0], [], 5, StoreInFolder.Token);

        Assert.Equal([1, 0], near.Select(n => n.Segment.Ordinal));
        Assert.Equal(0.6, near[1].Similarity, 1e-6);
        await store.Session.Videos.DeleteAsync(film, StoreInFolder.Token);
        Assert.Empty(await store.Session.Segments.NearestCaptionsAsync("aa", [1, 0], [], 5, StoreInFolder.Token));
        Assert.Empty(await store.Session.Captions.ReadCaptionsAsync(film, ["s00000"], StoreInFolder.Token));
    }

    private static CaptionWritten Said(string subject, string text, ModelVersion model, params float[] vector) =>
        new(new ModelCaption { Subject = subject, Text = text, Model = model, Vector = [.. vector] }, default);
}
