using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Recording;

namespace LongVpo.Tests.Recording;

/// <summary>What the name of a recorded file says, which files have to go, and which a clip is cut from.</summary>
public sealed class RecordedFileTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_name_says_the_stretch_and_the_moment_it_was_live()
    {
        var name = RecordedFile.NameOf(MediaTime.FromSeconds(61.25), MediaTime.FromSeconds(121.291667), Noon.AddMilliseconds(42), "ts");

        var file = RecordedFile.Parse("/store/recordings/v1/" + name, 1234);

        Assert.Equal("0000000061250000_0000000121291667_20260301T120000.042Z.ts", name);
        Assert.NotNull(file);
        Assert.Equal((MediaTime.FromSeconds(61.25), MediaTime.FromSeconds(121.291667), Noon.AddMilliseconds(42), 1234L), (file.Start, file.End!.Value, file.Utc, file.Bytes));
    }

    [Fact]
    public void A_file_that_is_still_written_has_no_end()
    {
        var file = RecordedFile.Parse(RecordedFile.NameOf(MediaTime.Zero, null, Noon, "mkv"), 1);

        Assert.NotNull(file);
        Assert.Null(file.End);
    }

    [Theory]
    [InlineData("unplaced-1f.ts")]
    [InlineData("0000000061250000_0000000121291667_20260301T120000.042Z.exe")]
    [InlineData("0000000061250000_0000000001291667_20260301T120000.042Z.ts")]
    [InlineData("0000000061250000_0000000121291667_20261301T120000.042Z.ts")]
    [InlineData("notes.txt")]
    public void Other_files_are_left_alone(string name) => Assert.Null(RecordedFile.Parse(name, 1));

    [Fact]
    public void A_file_goes_when_its_end_is_older_than_the_limit_and_not_a_moment_sooner()
    {
        var options = new RecorderOptions { MaxAge = TimeSpan.FromHours(1) };
        var files = Enumerable.Range(0, 3).Select(i => File(i * 60, bytes: 10)).ToList();

        Assert.Empty(RecordingRetention.Expired(files, options, Noon.AddMinutes(61)));
        Assert.Equal(files[..1], RecordingRetention.Expired(files, options, Noon.AddMinutes(61).AddTicks(1)));
        Assert.Equal(files, RecordingRetention.Expired(files, options, Noon.AddDays(1)));
    }

    [Fact]
    public void The_oldest_go_until_the_rest_fits()
    {
        var files = Enumerable.Range(0, 5).Select(i => File(i * 60, bytes: 10)).ToList();

        Assert.Equal(files[..2], RecordingRetention.Expired(files, new RecorderOptions { MaxBytesPerVideo = 30 }, Noon));
        Assert.Equal(files[..3], RecordingRetention.Expired(files, new RecorderOptions { MaxBytesPerVideo = 29 }, Noon));
        Assert.Equal(files, RecordingRetention.Expired(files, new RecorderOptions { MaxBytesPerVideo = 0 }, Noon));
    }

    [Fact]
    public void The_file_that_is_written_stays_and_counts()
    {
        RecordedFile[] files = [File(0, bytes: 10), File(60, bytes: 25) with { End = null }];

        Assert.Equal(files[..1], RecordingRetention.Expired(files, new RecorderOptions { MaxBytesPerVideo = 30 }, Noon));
        Assert.Equal(files[..1], RecordingRetention.Expired(files, new RecorderOptions(), Noon.AddDays(900)));
    }

    [Fact]
    public void A_clip_is_cut_from_the_files_that_touch_it_and_from_no_other()
    {
        RecordedFile[] files = [File(0, 1), File(60, 1), File(120, 1) with { End = null }];

        Assert.Equal([files[0].Path], Paths(files, 10, 60));
        Assert.Equal([files[0].Path, files[1].Path], Paths(files, 10, 60.1));
        Assert.Equal([files[1].Path], Paths(files, 60, 120));
        Assert.Equal([files[2].Path], Paths(files, 500, 501));
    }

    private static IEnumerable<string> Paths(RecordedFile[] files, double from, double to) =>
        ClipPart.OfRecordings(files, new TimeRange(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to))).Select(part => part.Path);

    private static RecordedFile File(double start, long bytes) =>
        new($"{start}.ts", MediaTime.FromSeconds(start), MediaTime.FromSeconds(start + 60), Noon.AddSeconds(start), bytes);
}
