using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>The promise that matters most: whatever breaks, wherever, the stored history is the one an undisturbed run writes.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Whatever_crashes_at_random_the_stored_history_is_that_of_the_undisturbed_run()
    {
        var crashes = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var video = ScriptedVideo.Random(seed % 60);
            var gremlin = new Gremlin(seed, oneIn: 2 + (seed % 97 * 4), crashes: 1 + (seed % 9));
            await using var calm = new Stage(video);
            await calm.AnalyzeAsync();
            await using var stormy = new Stage(video) { Gremlin = gremlin };

            var outcome = await stormy.AnalyzeAsync();

            Assert.False(outcome.Failed, $"seed {seed}: {outcome.Message}");
            var (expected, stored) = (calm.Store.JsonOf(ScriptedSource.Id), stormy.Store.JsonOf(ScriptedSource.Id));
            Assert.True(expected.SequenceEqual(stored), $"seed {seed}: {expected.Count} events, {stored.Count} after {gremlin.Crashes} crashes; first other: {FirstOther(expected, stored)}");
            crashes += gremlin.Crashes;
        }

        Assert.InRange(crashes, 300, 3000);
    }

    [Theory]
    [InlineData("told FrameDecoded")]
    [InlineData("told AudioDecoded")]
    [InlineData("told TextDecoded")]
    [InlineData("told GapFound")]
    [InlineData("told StreamEnded")]
    [InlineData("observed FrameDecoded")]
    [InlineData("observed AudioDecoded")]
    [InlineData("observed TextDecoded")]
    [InlineData("seal")]
    [InlineData("load")]
    [InlineData("appending VideoOpened")]
    [InlineData("appending SegmentSealed")]
    [InlineData("appending NodeClosed")]
    [InlineData("appending GapRecorded")]
    [InlineData("appending VideoFinished")]
    [InlineData("stored VideoOpened")]
    [InlineData("stored SegmentSealed")]
    [InlineData("stored NodeClosed")]
    [InlineData("stored GapRecorded")]
    [InlineData("stored VideoFinished")]
    public async Task A_crash_at_any_kind_of_message_leaves_a_watched_video_with_the_undisturbed_history(string place)
    {
        var crashes = 0;
        for (var seed = 0; crashes < 10 && seed < 200; seed++)
        {
            var video = ScriptedVideo.Random(seed % 60);
            var gremlin = new Gremlin(seed, oneIn: 1 + (seed % 3), crashes: 1, place);
            await using var calm = new Stage(video);
            await calm.AnalyzeAsync();
            await using var stormy = new Stage(video) { Gremlin = gremlin };
            var changes = stormy.System.FollowAsync(only: null, TestContext.Current.CancellationToken);
            await stormy.System.WatchAsync(new WatchRequest { Location = "/films/one" }, TestContext.Current.CancellationToken);

            var heard = await WatchTests.UntilAsync(changes, WatchPhase.Finished);

            var (expected, stored) = (calm.Store.JsonOf(ScriptedSource.Id), stormy.Store.JsonOf(ScriptedSource.Id));
            Assert.True(expected.SequenceEqual(stored), $"seed {seed}: {expected.Count} events, {stored.Count} after {gremlin.Crashes} crashes; first other: {FirstOther(expected, stored)}");
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(v => (long)v), heard.Select(c => c.Version).Where(v => v > 0));
            crashes += gremlin.Crashes;
        }

        Assert.Equal(10, crashes);
    }

    [Fact]
    public async Task Nothing_that_was_reported_as_sealed_is_ever_lost_by_a_later_crash()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            await using var stage = new Stage(ScriptedVideo.Random(seed)) { Gremlin = new Gremlin(seed, oneIn: 60, crashes: 6) };
            var told = 0;
            var lost = false;
            await stage.AnalyzeAsync(p =>
            {
                lost |= p.Segments < told || stage.Store.JsonOf(ScriptedSource.Id).Count(j => j.StartsWith("{\"event\":\"segment\"", StringComparison.Ordinal)) < p.Segments;
                told = Math.Max(told, p.Segments);
            });
            Assert.False(lost, $"seed {seed}");
        }
    }

    private static string FirstOther(IReadOnlyList<string> expected, IReadOnlyList<string> stored)
    {
        var same = expected.Zip(stored).TakeWhile(p => p.First == p.Second).Count();
        return $"{expected.ElementAtOrDefault(same)} but stored {stored.ElementAtOrDefault(same)}";
    }
}
