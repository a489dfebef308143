using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Recording;
using LongVpo.Tests.Media.Sources;

namespace LongVpo.Tests.Recording;

/// <summary>Clips out of finished files: begun at the key frame before, cut at the time asked for, and the same pictures bit by bit.</summary>
[Collection(nameof(NativeSessions))]
public sealed class ClipCutterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("clip.mp4", 0)]
    [InlineData("clip.mkv", 0)]
    [InlineData("clip.ts", 1.4)]
    public async Task A_clip_begins_within_a_group_of_pictures_and_ends_where_it_was_asked_to(string name, double begins)
    {
        var file = await MakeAsync(name, "-bf", "2");
        var played = await Footage.PlayedAsync(file);
        var zero = played[0];
        Assert.Equal(begins, zero, 0.1);

        var clip = await CutAsync(file, zero + 3.3, zero + 6);

        Assert.NotNull(clip);
        Assert.Equal(zero + 3, clip.Range.Start.Seconds, 0.001);
        Assert.Equal(zero + 6, clip.Range.End.Seconds, 0.2);
        Assert.Empty(clip.Missing);
        var cut = await Footage.PlayedAsync(_folder.File("cut.mp4"));
        Assert.InRange(cut.Count, 75, 80);
        Assert.All(cut.Take(75).Zip(cut.Take(75).Skip(1)), pair => Assert.Equal(0.04, pair.Second - pair.First, 0.0015));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Fact]
    public async Task The_pictures_of_a_clip_are_those_of_the_file()
    {
        var file = await MakeAsync("clip.mp4");

        await CutAsync(file, 3, 6);

        var whole = await Footage.BytesAsync(file, "v", "h264");
        var cut = await Footage.BytesAsync(_folder.File("cut.mp4"), "v", "h264");
        // Both are written out with their parameters in front of the first key frame; what follows is the stream itself.
        var tail = cut.AsSpan(cut.Length / 4);
        Assert.True(whole.AsSpan().IndexOf(tail) >= 0, "The clip holds other pictures than the file.");
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.ts")]
    public async Task An_exact_clip_plays_from_the_asked_time_without_coding_anything_anew(string name)
    {
        var file = await MakeAsync(name, "-bf", "2");
        var played = await Footage.PlayedAsync(file);
        var asked = played.First(time => time >= played[0] + 3.3);

        var clip = await CutAsync(file, asked, asked + 2, ClipStart.Exact);

        Assert.Equal(asked, clip!.Range.Start.Seconds, 0.001);
        var cut = await Footage.PlayedAsync(_folder.File("cut.mp4"));
        Assert.Equal(0, cut[0], 0.005);
        Assert.InRange(cut.Count, 50, 54);
        Assert.Equal(await Footage.PictureAsync(file, asked), await Footage.PictureAsync(_folder.File("cut.mp4"), 0));
        Assert.Equal(2, await Footage.DurationAsync(_folder.File("cut.mp4")), 0.2);
    }

    [Fact]
    public async Task A_container_that_cannot_begin_exactly_is_refused_in_one_sentence()
    {
        var file = await MakeAsync("clip.mp4");

        var refused = await Assert.ThrowsAsync<SourceException>(
            () => new ClipCutter(new SourceOptions()).CutAsync([ClipPart.OfArchive(file)], RangeOf(1.5, 3), ClipStart.Exact, _folder.File("cut.mkv"), Token));

        Assert.Contains(".mp4", refused.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Nothing_is_written_where_there_is_nothing()
    {
        var file = await MakeAsync("clip.mp4");

        Assert.Null(await CutAsync(file, 20, 30));
        Assert.False(File.Exists(_folder.File("cut.mp4")));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_clip_that_runs_past_the_end_says_so()
    {
        var clip = await CutAsync(await MakeAsync("clip.mp4"), 6, 20);

        Assert.Equal((8.0, 20.0), (Math.Round(clip!.Missing[0].Start.Seconds, 1), clip.Missing[0].End.Seconds));
    }

    [Fact]
    public async Task Sound_alone_is_cut_too()
    {
        var file = _folder.File("sound.m4a");
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "sine=frequency=440:duration=8", "-c:a", "aac");

        var clip = await CutAsync(file, 2, 5);

        Assert.Equal((2.0, 5.0), (Math.Round(clip!.Range.Start.Seconds, 1), Math.Round(clip.Range.End.Seconds, 1)));
        Assert.Equal(3, await Footage.DurationAsync(_folder.File("cut.mp4")), 0.1);
    }

    [Fact]
    public async Task What_a_container_cannot_hold_is_refused_in_one_sentence()
    {
        var file = _folder.File("clip.mkv");
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10:duration=2", "-c:v", "libvpx");

        var refused = await Assert.ThrowsAsync<SourceException>(() => CutAsync(file, 0, 1));
        var unknown = await Assert.ThrowsAsync<SourceException>(() => new ClipCutter(new SourceOptions()).CutAsync([ClipPart.OfArchive(file)], RangeOf(0, 1), ClipStart.KeyFrame, _folder.File("cut.gif"), Token));

        Assert.Contains("MP4 cannot hold footage that is coded in vp8", refused.Message, StringComparison.Ordinal);
        Assert.Contains(".mkv", unknown.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static TimeRange RangeOf(double from, double to) => new(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to));

    private Task<Clip?> CutAsync(string file, double from, double to, ClipStart start = ClipStart.KeyFrame) =>
        new ClipCutter(new SourceOptions()).CutAsync([ClipPart.OfArchive(file)], RangeOf(from, to), start, _folder.File("cut.mp4"), Token);

    private async Task<string> MakeAsync(string name, params string[] coding)
    {
        var file = _folder.File(name);
        await TestClips.MakeAsync(file, [
            "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=8", "-f", "lavfi", "-i", "sine=frequency=440:duration=8",
            "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-c:a", "aac", .. coding]);
        return file;
    }
}
