using System.Collections.Immutable;
using LongVpo.Core.Options;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Memory;

/// <summary>Comparing in one byte per number is only a short cut: the neighbours that come back must be the true ones, with their true similarity.</summary>
public sealed class VectorTests
{
    [Fact]
    public async Task At_least_99_of_100_true_neighbours_are_found_with_their_exact_similarity()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", [.. Enumerable.Range(0, 3_000).Select(_ => Array.Empty<string>())]);
        var all = Enumerable.Range(0, 3_000).Select(MadeUpVideo.Descriptor).ToArray();
        var hits = 0;
        for (var q = 0; q < 50; q++)
        {
            var query = MadeUpVideo.Descriptor(100_000 + q);
            var truth = Enumerable.Range(0, all.Length).Select(i => (Ordinal: i, Similarity: Cosine(query, all[i]))).OrderByDescending(p => p.Similarity).Take(10).ToDictionary(p => p.Ordinal, p => p.Similarity);

            var found = await store.Session.Segments.NearestAsync(query, [], 10, StoreInFolder.Token);

            Assert.Equal(found.Select(f => f.Similarity).OrderDescending(), found.Select(f => f.Similarity));
            foreach (var hit in found.Where(f => truth.ContainsKey(f.Segment.Ordinal)))
            {
                hits++;
                Assert.Equal(truth[hit.Segment.Ordinal], hit.Similarity, tolerance: 1e-5);
            }
        }

        Assert.True(hits >= 495, $"{hits} of 500 true neighbours were found.");
    }

    [Fact]
    public async Task Searches_follow_what_is_added_and_deleted_in_this_and_in_another_session()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await using var reader = await StoreSession.OpenReaderAsync(store.Folder, new StoreOptions(), StoreInFolder.Token);
        var first = await store.AddAsync("v", [], []);
        Assert.Equal((first, 1), await NearestAsync(reader, 1));

        var second = await store.AddAsync("w", [], [], []);
        Assert.Equal((second, 2), await NearestAsync(reader, 2));
        Assert.Equal((second, 2), await NearestAsync(store.Session, 2));

        await store.Session.Videos.DeleteAsync(second, StoreInFolder.Token);
        Assert.Equal(first, (await NearestAsync(reader, 2)).Video);
        Assert.Equal(first, (await NearestAsync(store.Session, 2)).Video);
    }

    [Fact]
    public async Task Only_the_asked_videos_and_vectors_of_the_asked_kind_are_compared()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", [], [], []);
        var other = await store.AddAsync("w", []);
        var query = MadeUpVideo.Descriptor(2);

        Assert.All(await store.Session.Segments.NearestAsync(query, [other], 10, StoreInFolder.Token), hit => Assert.Equal(other, hit.Video));
        Assert.Empty(await store.Session.Segments.NearestAsync(query, [new VideoId("unknown")], 10, StoreInFolder.Token));
        Assert.Empty(await store.Session.Segments.NearestAsync("words:1", query, [], 10, StoreInFolder.Token));
        Assert.Empty(await store.Session.Segments.NearestAsync([1f, 2f], [], 10, StoreInFolder.Token));
        Assert.Empty(await store.Session.Segments.NearestAsync([.. new float[32]], [], 10, StoreInFolder.Token));
    }

    private static async Task<(VideoId Video, int Segment)> NearestAsync(StoreSession session, int seed)
    {
        var found = await session.Segments.NearestAsync(MadeUpVideo.Descriptor(seed), [], 1, StoreInFolder.Token);
        return (found[0].Video, found[0].Segment.Ordinal);
    }

    private static double Cosine(ImmutableArray<float> a, ImmutableArray<float> b) => a.Zip(b).Sum(p => (double)p.First * p.Second) / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
}
