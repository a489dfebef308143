using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.ScreenText;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>A few seconds of real footage: drawn text is too clean to show what compression and camera do to letters.</summary>
public sealed class ClipTextTests : IDisposable
{
    private readonly ScreenTextReader _reader = new(new ScreenTextOptions());

    public void Dispose() => _reader.Dispose();

    [Theory]
    [InlineData("googlework-paris.mp4", 320, 180, 22, "CARLO Vice Southern Europe Middle East Africa")]
    [InlineData("googlework-paris.mp4", 320, 180, 30, "OMAR Software Engineer")]
    [InlineData("bbb-part1.mp4", 640, 360, 20.8, "THE PEACH OPEN MOVIE PROJECT PRESENTS")]
    [InlineData("counter-300s.mp4", 320, 240, 61, "01:01 061 122")]
    [InlineData("slides-scene-change.mov", 320, 240, 5, "Land and Vegetation Key players on the Climate Scene December 2007")]
    public async Task Words_of_real_footage_are_read(string file, int width, int height, double start, string words)
    {
        var observations = await ReadAsync(file, width, height, start, 2);

        var read = string.Join(' ', observations.Select(o => o.Text)).Split(' ', '\n', ',', '.').Select(word => word.Trim(':')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(words.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase), read);
    }

    [Theory]
    [InlineData("car-detection.mp4", 768, 432, 10)]
    [InlineData("bottle-detection.mp4", 640, 360, 10)]
    [InlineData("cups.mp4", 1280, 720, 3)]
    public async Task Footage_without_text_gives_no_words(string file, int width, int height, double start) =>
        Assert.Empty(await ReadAsync(file, width, height, start, 3));

    private async Task<IReadOnlyList<Observation>> ReadAsync(string file, int width, int height, double start, double seconds)
    {
        var path = SharedFolder.Require("videos", file);
        using var clip = await RenderedFrames.CutAsync(path, width, height, start, seconds);
        await using var session = _reader.Begin(null);
        foreach (var frame in clip.Frames) await session.PushAsync(frame, TestContext.Current.CancellationToken);
        return (await session.FinishAsync(new TimeRange(clip.Frames[0].Time, clip.Range.End), TestContext.Current.CancellationToken)).Observations;
    }
}
