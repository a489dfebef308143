using LongVpo.TestKit;
using LongVpo.TestKit.Shots;

namespace LongVpo.Tests.Media.Shots;

/// <summary>Holds shot cutting to what it promises on whole films, real and synthetic, by the measure that is published.</summary>
public sealed class ShotAccuracyTests
{
    [Fact]
    public void Synthetic_films_are_cut_right()
    {
        var score = new ShotScore();
        for (var seed = 0; seed < 15; seed++)
        {
            var film = SyntheticSuite.Make(seed);
            score += ShotScore.Of(film.Truth, ShotCutterTests.Cut(film.Frames), [.. film.Frames.Select(f => f.Time)]);
        }

        var said = $"{score}\n{string.Join('\n', score.Mistakes)}";
        Assert.True(score.HardF1 >= 0.98, said);
        Assert.True(score.GradualF1 >= 0.90, said);
        Assert.True(score.TrapRate <= 0.05, said);
    }

    [Fact]
    public async Task Real_clips_are_cut_right()
    {
        var folder = SharedFolder.Require("videos");
        var score = new ShotScore();
        foreach (var truthFile in Directory.GetFiles(folder, "*.truth.json").Order())
        {
            var name = Path.GetFileName(truthFile).Replace(".truth.json", "", StringComparison.Ordinal);
            var video = Directory.GetFiles(folder, name + ".*").Single(f => Path.GetExtension(f) is ".mp4" or ".webm" or ".mov" or ".ts");
            var frames = await ThumbReader.ReadAsync(video, TestContext.Current.CancellationToken);
            score += ShotScore.Of(ShotTruth.Read(truthFile), ShotCutterTests.Cut(frames), [.. frames.Select(f => f.Time)]);
        }

        var said = $"{score}\n{string.Join('\n', score.Mistakes)}";
        Assert.True(score.HardF1 >= 0.95, said);
        Assert.True(score.GradualRecall >= 0.80, said);
        Assert.True(score.TrapRate <= 0.10, said);
        Assert.True(score.GradualFalse <= 5, said);
    }
}
