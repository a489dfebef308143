using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Sources;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>What cannot be watched is refused in one sentence that names it, and a file never makes us open another.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("empty.mp4", "", "is empty")]
    [InlineData("notes.mp4", "these are only words, and many of them", "not a video")]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n#EXT-X-ENDLIST\n", "is a playlist")]
    [InlineData("list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n#EXT-X-ENDLIST\n", "is a playlist")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile a.mp4\n", "is a playlist")]
    public async Task A_file_that_is_no_video_is_refused_in_one_sentence(string name, string content, string words)
    {
        var file = _folder.File(name);
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        await RefusedAsync(file, words);
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_refused()
    {
        await RefusedAsync(_folder.File("nothing.mp4"), "There is no file");
        await RefusedAsync(_folder.Path, "is a folder");
    }

    [Fact]
    public async Task A_recording_without_its_index_says_so()
    {
        var file = _folder.File("whole.mp4");
        await TestClips.MakeAsync(file, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-t", "4", "-c:v", "libx264", "-preset", "veryfast");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length * 6 / 10)], TestContext.Current.CancellationToken);

        await RefusedAsync(file, "moov");
    }

    [Fact]
    public async Task A_copy_is_the_same_video_and_a_changed_file_is_another()
    {
        var probe = new MediaProbe(new SourceOptions());
        var bytes = new byte[5_000_000];
        new Random(3).NextBytes(bytes);
        await File.WriteAllBytesAsync(_folder.File("a"), bytes, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.File("b"), bytes, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(_folder.File("c"), bytes, TestContext.Current.CancellationToken);

        var a = await probe.IdentifyAsync(_folder.File("a"), TestContext.Current.CancellationToken);

        Assert.Equal(a, await probe.IdentifyAsync(_folder.File("b"), TestContext.Current.CancellationToken));
        Assert.NotEqual(a, await probe.IdentifyAsync(_folder.File("c"), TestContext.Current.CancellationToken));
    }

    private static async Task RefusedAsync(string file, string words)
    {
        var read = await Assert.ThrowsAsync<SourceException>(() => Reading.OfAsync(file));
        var described = await Assert.ThrowsAsync<SourceException>(() => new MediaProbe(new SourceOptions()).DescribeAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains(words, read.Message, StringComparison.Ordinal);
        Assert.Contains(file, read.Message, StringComparison.Ordinal);
        Assert.Equal(read.Message, described.Message);
    }
}
