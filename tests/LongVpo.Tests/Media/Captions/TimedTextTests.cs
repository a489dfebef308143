using LongVpo.Core.Frames;
using LongVpo.TestKit;
using LongVpo.Tests.Media.Sources;

namespace LongVpo.Tests.Media.Captions;

/// <summary>Words with exact times: subtitle tracks, files beside the video, and captions hidden in the picture.</summary>
public sealed class TimedTextTests : IDisposable
{
    private const string Lines = "1\n00:00:00,500 --> 00:00:01,250\nHello <i>there</i>\n\n2\n00:00:02,000 --> 00:00:03,100\nTwo\nlines\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4", "mov_text")]
    [InlineData("film.mkv", "subrip")]
    [InlineData("film.mkv", "ass")]
    [InlineData("film.mkv", "webvtt")]
    public async Task A_subtitle_track_is_read_with_exact_times_and_without_markup(string name, string codec)
    {
        var lines = _folder.File("lines.txt.srt");
        await File.WriteAllTextAsync(lines, Lines, TestContext.Current.CancellationToken);
        var film = _folder.File(name);
        await TestClips.MakeAsync(
            film, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-i", lines, "-t", "5", "-c:v", "libx264", "-preset", "veryfast", "-c:s", codec, "-metadata:s:s:0", "language=eng");

        var reading = await Reading.OfAsync(film);

        Assert.Equal([(0.5, 1.25, "Hello there"), (2.0, 3.1, "Two\nlines")], Told(reading));
        Assert.All(reading.Text, line => Assert.Equal((TextOrigin.Subtitle, "eng"), (line.Origin, line.Language)));
    }

    [Theory]
    [InlineData("film.mkv", "ass")]
    [InlineData("film.mp4", null)]
    public async Task Drawings_in_subtitles_are_no_words(string name, string? codec)
    {
        var drawn = codec is null ? _folder.File("film.ass") : _folder.File("drawn.txt.ass");
        await File.WriteAllTextAsync(
            drawn,
            "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            + "Dialogue: 0,0:00:00.50,0:00:01.00,Default,,0,0,0,,{\\an7\\pos(10,20)\\p1}m 0 0 l 100 0 100 50 0 50{\\p0}\n"
            + "Dialogue: 0,0:00:01.00,0:00:01.50,Default,,0,0,0,,{\\p2}m 0 0 l 8 8{\\p0}Left, then right{\\pos(3,4)}!\n"
            + "Dialogue: 0,0:00:02.00,0:00:02.50,Default,,0,0,0,,{\\pbo5}Below\n",
            TestContext.Current.CancellationToken);
        var film = _folder.File(name);
        string[] text = codec is null ? [] : ["-i", drawn, "-c:s", codec];
        await TestClips.MakeAsync(film, ["-f", "lavfi", "-i", "testsrc=s=160x90:r=25", .. text, "-t", "3", "-c:v", "libx264", "-preset", "veryfast"]);

        var reading = await Reading.OfAsync(film);

        Assert.Equal([(1.0, 1.5, "Left, then right!"), (2.0, 2.5, "Below")], Told(reading));
    }

    [Fact]
    public async Task A_file_beside_the_video_in_an_old_character_set_is_read_with_its_language()
    {
        var film = _folder.File("film.mp4");
        await TestClips.MakeAsync(film, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-t", "3", "-c:v", "libx264", "-preset", "veryfast");
        await File.WriteAllBytesAsync(_folder.File("film.fr.srt"), [.. "1\n00:00:00,500 --> 00:00:01,250\nCaf"u8, 0xe9, .. "\n"u8], TestContext.Current.CancellationToken);

        var reading = await Reading.OfAsync(film);

        Assert.Equal([(0.5, 1.25, "Café")], Told(reading));
        Assert.Equal("fr", reading.Text[0].Language);
    }

    [Fact]
    public async Task The_lines_of_friday_are_exact()
    {
        var reading = await Reading.OfAsync(SharedFolder.Require("videos", "friday.mp4"));

        Assert.Equal(
            [(0, 0.999, "Hildy!"), (1, 1.499, "How are you?"), (1.5, 2.999, "Tell me, is the lord of the universe in?"), (3, 4.299, "Yes, he's in - in a bad humor"), (4.3, 6, "Somebody must've stolen the crown jewels")],
            Told(reading));
    }

    [Fact]
    public async Task The_captions_of_sintel_are_exact_with_their_special_letters()
    {
        var reading = await Reading.OfAsync(SharedFolder.Require("videos", "sintel-captions-608.ts"));

        Assert.Equal((11.0, 14.0, "ASUKA ███, ██ f Japanese"), Told(reading)[0]);
        Assert.Equal(15.0, Told(reading)[1].Start);
        Assert.InRange(Told(reading)[1].End, 16.9, 17.05);
        Assert.All(reading.Text, line => Assert.Equal(TextOrigin.ClosedCaption, line.Origin));
    }

    private static List<(double Start, double End, string Text)> Told(Reading reading) =>
        [.. reading.Text.Select(line => (Math.Round(line.Range.Start.Seconds, 3), Math.Round(line.Range.End.Seconds, 3), line.Text))];
}
