using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;
using LongVpo.TestKit;
using LongVpo.TestKit.Shots;

namespace LongVpo.Tests.Media.Shots;

/// <summary>A run that is resumed in the middle must find the same shots as one from the beginning, or stored segments and new ones would not fit.</summary>
public sealed class ShotRestartTests
{
    [Fact]
    public void A_run_from_shortly_before_any_moment_tells_the_same_boundaries_after_it_on_synthetic_films()
    {
        for (var seed = 0; seed < 5; seed++) AssertSameAfterRestarts(SyntheticSuite.Make(seed).Frames, seed, restarts: 10);
    }

    [Theory]
    [InlineData("tears-of-steel-battle.webm")]
    [InlineData("montage-shared.mp4")]
    [InlineData("googlework-paris.mp4")]
    [InlineData("sintel-captions-608.ts")]
    [InlineData("slides-scene-change.mov")]
    public async Task A_run_from_shortly_before_any_moment_tells_the_same_boundaries_after_it_on_real_clips(string clip)
    {
        var frames = await ThumbReader.ReadAsync(SharedFolder.Require("videos", clip), TestContext.Current.CancellationToken);

        AssertSameAfterRestarts(frames, clip.Length, restarts: 10);
    }

    private static void AssertSameAfterRestarts(IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, int seed, int restarts)
    {
        var lookBack = new ShotCutterFactory(new ShotOptions()).LookBack;
        var whole = ShotCutterTests.Cut(frames);
        var random = new Random(seed);
        for (var i = 0; i < restarts; i++)
        {
            var moment = frames[random.Next(frames.Count)].Time;
            var resumed = ShotCutterTests.Cut(frames.Where(f => moment.Since(f.Time) <= lookBack));

            Assert.Equal(whole.Where(b => b.At >= moment), resumed.Where(b => b.At >= moment));
        }
    }
}
