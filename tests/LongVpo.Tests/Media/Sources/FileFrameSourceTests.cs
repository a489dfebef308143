using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Sources;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Every frame of every container at its exact time, the same with any number of workers and from any start.</summary>
[Collection(nameof(NativeSessions))]
public sealed class FileFrameSourceTests : IDisposable
{
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "mandelbrot=s=162x91:r=25", "-f", "lavfi", "-i", "sine=440:r=44100", "-t", "9"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Formats => new()
    {
        { "mp4", "-c:v libx264 -pix_fmt yuv420p -vf scale=162:92 -g 40 -bf 3 -preset veryfast -c:a aac" },
        { "open.mkv", "-c:v libx264 -pix_fmt yuv444p -g 40 -bf 3 -x264-params open-gop=1 -preset veryfast -c:a aac" },
        { "vp9.mkv", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 50 -b:v 300k -an -t 5" },
        { "webm", "-c:v libvpx -deadline realtime -cpu-used 8 -g 50 -b:v 300k -c:a libvorbis" },
        { "ts", "-c:v mpeg2video -g 15 -bf 2 -c:a mp2" },
        { "mjpeg.avi", "-c:v mjpeg -an" },
        { "mpeg4.avi", "-c:v mpeg4 -bf 2 -g 30 -c:a mp3" },
        { "mov", "-c:v prores_ks -an -t 3" },
        { "flv", "-c:v flv -g 30 -c:a mp3 -ar 44100" },
        { "ogg", "-c:v libtheora -g 40 -c:a libvorbis" },
        { "gif", "-an -t 3" },
        { "hevc.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50 -an" },
        { "ten.mkv", "-c:v ffv1 -pix_fmt yuv422p10le -g 10 -an -t 4" },
        { "rgb.mkv", "-c:v ffv1 -pix_fmt bgr0 -an -t 3" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Frames_have_the_times_that_ffprobe_tells_and_are_the_same_however_they_are_decoded(string extension, string encoding)
    {
        var file = await MakeAsync($"clip.{extension}", encoding);

        var one = await Reading.OfAsync(file, options: new SourceOptions { DecodeWorkers = 1 });
        var three = await Reading.OfAsync(file, options: new SourceOptions { DecodeWorkers = 3 });
        var needed = await Reading.OfAsync(file, new SamplingOptions { MaxSidePixels = 160, Frames = FrameSelection.SampledFrames }, new SourceOptions { DecodeWorkers = 3 });

        // ffprobe knows no time for some frames of AVI, which has none of its own.
        var probed = await ProbedTimesAsync(file);
        Assert.Equal(probed.Count, one.Frames.Count);
        Assert.All(probed.Zip(one.Frames), pair => Assert.Equal(pair.First ?? pair.Second.Pts, pair.Second.Pts));
        Assert.Equal(one.FrameHashes, three.FrameHashes);
        Assert.Equal(one.Samples, three.Samples);
        Assert.Equal(one.Samples, needed.Samples);
        Assert.Equal(one.SideHashes, three.SideHashes);
        Assert.Equal(StreamEnd.Finished, three.Ended!.Reason);
    }

    [Fact]
    public async Task A_run_from_the_middle_gives_the_same_frames_samples_and_sound_as_the_whole_run()
    {
        var file = await MakeAsync("clip.mp4", "-c:v libx264 -g 40 -bf 3 -preset veryfast -c:a aac");
        var from = MediaTime.FromSeconds(4.8);

        var whole = await Reading.OfAsync(file);
        var part = await Reading.OfAsync(file, from: from);

        Assert.Equal(whole.FrameHashes.Skip(whole.Frames.Count(time => time < from)), part.FrameHashes);
        Assert.Equal(whole.Samples.Where(sample => sample.Time >= from), part.Samples);
        Assert.Equal(whole.SideHashes.Skip(whole.Audio.Count(block => block.Range.End <= from)), part.SideHashes);
    }

    [Theory]
    [InlineData("film.mp4", 900)]
    [InlineData("film.mkv", 10)]
    public async Task Frames_that_last_unequally_keep_their_exact_times(string name, int ticksPerHundredth)
    {
        var file = _folder.File(name);
        await TestClips.MakeAsync(
            file, "-f", "lavfi", "-i", "testsrc=s=160x90:r=25", "-vf", "settb=1/90000,setpts=N*N*900", "-frames:v", "60", "-fps_mode", "passthrough", "-c:v", "libx264", "-g", "12", "-bf", "2",
            "-enc_time_base", "1:90000", "-video_track_timescale", "90000");

        var one = await Reading.OfAsync(file, options: new SourceOptions { DecodeWorkers = 1 });
        var three = await Reading.OfAsync(file, options: new SourceOptions { DecodeWorkers = 3 });

        Assert.Equal(Enumerable.Range(0, 60).Select(n => (long)n * n * ticksPerHundredth), one.Frames.Select(time => time.Pts));
        Assert.Equal(one.FrameHashes, three.FrameHashes);
        Assert.Equal(one.Samples, three.Samples);
    }

    [Fact]
    public async Task Samples_are_the_first_frames_at_or_after_each_half_second_and_never_enlarged()
    {
        var file = await MakeAsync("clip.mp4", "-c:v libx264 -pix_fmt yuv420p -g 40 -preset veryfast -an -vf scale=160:90 -t 3");

        var reading = await Reading.OfAsync(file, new SamplingOptions());

        Assert.Equal([0, 0.52, 1.0, 1.52, 2.0, 2.52], reading.Samples.Select(sample => Math.Round(sample.Time.Seconds, 3)));
        Assert.All(reading.Samples, sample => Assert.Equal((160, 90), (sample.Width, sample.Height)));
    }

    [Fact]
    public async Task Sound_lies_on_a_grid_of_a_tenth_of_a_second()
    {
        var file = await MakeAsync("clip.mkv", "-vn -c:a pcm_s16le -ar 16000 -t 2");

        var reading = await Reading.OfAsync(file);

        Assert.Empty(reading.Frames);
        Assert.Equal(20, reading.Audio.Count);
        Assert.All(reading.Audio, block => Assert.Equal(0, block.Range.Start.Pts % 1600));
        Assert.All(reading.Audio, block => Assert.Equal(1600, block.Samples.Length));
    }

    [Fact]
    public async Task Joined_transport_streams_keep_one_clock_that_moves_forward()
    {
        var file = await MakeAsync("clip.ts", "-c:v mpeg2video -g 15 -c:a mp2 -t 4");
        var joined = _folder.File("joined.ts");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(joined, [.. bytes, .. bytes], TestContext.Current.CancellationToken);

        var reading = await Reading.OfAsync(joined);

        Assert.Equal(200, reading.Frames.Count);
        Assert.InRange(reading.Frames[^1].Since(reading.Frames[0]).TotalSeconds, 7.9, 8.2);
    }

    [Fact]
    public async Task A_file_whose_tail_is_lost_is_watched_as_far_as_it_goes_and_says_so()
    {
        var whole = await MakeAsync("whole.mp4", "-c:v libx264 -g 25 -preset veryfast -c:a aac -movflags +faststart");
        var cut = await CutAsync(whole, "cut.mp4", 0.6);

        var reading = await Reading.OfAsync(cut);

        Assert.Equal(StreamEnd.Truncated, reading.Ended!.Reason);
        Assert.InRange(reading.Frames.Count, 80, 200);
        Assert.Contains(cut, reading.Ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bytes_are_survived_and_counted()
    {
        var file = await MakeAsync("clip.ts", "-c:v mpeg2video -g 15 -c:a mp2");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var random = new Random(7);
        for (var i = 0; i < 400; i++) bytes[random.Next(bytes.Length / 4, bytes.Length)] ^= (byte)random.Next(1, 256);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var reading = await Reading.OfAsync(file);

        Assert.True(reading.Frames.Count > 100);
        Assert.True(reading.Ended!.Counters.FramesCorrupt > 0);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_leaves_no_session_behind()
    {
        var file = await MakeAsync("clip.mp4", "-c:v libx264 -g 25 -preset veryfast -c:a aac");
        var before = FileFrameSource.LiveSessions;

        await foreach (var happened in Reading.Source().ReadAsync(new SourceRequest { Location = file }, TestContext.Current.CancellationToken))
        {
            if (happened is not FrameDecoded frame) continue;
            frame.Sampled?.Dispose();
            break;
        }

        Assert.Equal(before, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task Cancelling_stops_the_reading()
    {
        var file = await MakeAsync("clip.mp4", "-c:v libx264 -g 25 -preset veryfast -c:a aac");
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in Reading.Source().ReadAsync(new SourceRequest { Location = file }, stop.Token))
            {
                (happened as FrameDecoded)?.Sampled?.Dispose();
                await stop.CancelAsync();
            }
        });
    }

    private async Task<string> MakeAsync(string name, string encoding)
    {
        var file = _folder.File(name);
        await TestClips.MakeAsync(file, [.. Picture, .. encoding.Split(' ')]);
        return file;
    }

    private async Task<string> CutAsync(string whole, string name, double share)
    {
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.File(name), bytes[..(int)(bytes.Length * share)], TestContext.Current.CancellationToken);
        return _folder.File(name);
    }

    private static async Task<List<long?>> ProbedTimesAsync(string file)
    {
        var run = await CommandRun.RunAsync(
            "ffprobe", ["-v", "error", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp", "-of", "default=nw=1:nk=1", file],
            cancellationToken: TestContext.Current.CancellationToken);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Where(line => line.Length > 0)
            .Select(line => long.TryParse(line, CultureInfo.InvariantCulture, out var pts) ? pts : (long?)null).ToList();
    }
}
