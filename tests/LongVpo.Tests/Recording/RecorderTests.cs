using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Media.Recording;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Sources;
using LongVpo.Tests.Live;
using LongVpo.Tests.Media.Sources;
using LongVpo.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Tests.Recording;

/// <summary>What is kept of real streams from real senders: the sender's own packets, at their places on the timeline, in files that play.</summary>
[Collection(nameof(NativeSessions))]
public sealed class RecorderTests(SimulationClip clip, ITestOutputHelper output) : IClassFixture<SimulationClip>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedProtocol.Http)]
    [InlineData(SimulatedProtocol.Hls)]
    [InlineData(SimulatedProtocol.Udp)]
    [InlineData(SimulatedProtocol.Rtsp)]
    [InlineData(SimulatedProtocol.Srt)]
    [InlineData(SimulatedProtocol.Rtmp)]
    public async Task A_stream_of_each_protocol_is_kept_in_files_that_follow_each_other_without_a_hole(SimulatedProtocol protocol)
    {
        await using var simulator = await StartAsync(protocol, "");

        var (watch, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 8);

        output.WriteLine($"{watch}\n{string.Join('\n', files)}");
        Assert.InRange(files.Count, 3, 5);
        Assert.Equal(MediaTime.Zero, files[0].Start);
        foreach (var (file, next) in files.Zip(files.Skip(1))) Assert.Equal(next.Start, file.End);
        Assert.InRange(files[^1].End!.Value.Seconds, watch.Last.Seconds, watch.Last.Seconds + 2);
        foreach (var file in files)
        {
            var played = await Footage.PlayedAsync(file.Path);
            Assert.Equal(file.End!.Value.Since(file.Start).TotalSeconds * SimulationClip.FramesPerSecond, played.Count, 1.5);
            Assert.Equal(10, played[0], 0.001);
        }
    }

    [Fact]
    public async Task What_is_kept_are_the_sender_s_own_packets_bit_by_bit()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var sent = _folder.File("sent.ts");
        await TestClips.MakeAsync(sent, "-i", clip.Path, "-c", "copy");

        var (_, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 8);

        foreach (var (stream, format) in ((string, string)[])[("v", "h264"), ("a", "adts")])
        {
            var kept = new List<byte>();
            foreach (var file in files) kept.AddRange(await Footage.BytesAsync(file.Path, stream, format));
            var source = await Footage.BytesAsync(sent, stream, format);
            var first = source.AsSpan().IndexOf(kept.GetRange(0, 400).ToArray());
            Assert.True(first >= 0 && kept.Count > source.Length / 2, $"{kept.Count} bytes of {stream}, which begin at {first} of {source.Length}.");
            Assert.True(kept.ToArray().AsSpan().SequenceEqual(source.AsSpan(first, kept.Count)), $"The {stream} stream differs.");
        }
    }

    [Theory]
    [InlineData("drop@4+2")]
    [InlineData("jump@4+300")]
    [InlineData("wrap@4")]
    public async Task Files_lie_where_the_timeline_has_them_also_after_a_loss_or_a_jump(string fault)
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, fault);

        var (watch, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 10);

        output.WriteLine($"{watch}\n{string.Join('\n', files)}");
        foreach (var file in files)
        {
            var played = (await Footage.PlayedAsync(file.Path)).Select(at => at - 10 + file.Start.Seconds).Where(at => at < watch.Last.Seconds - 0.2).ToList();
            Assert.All(played, at => Assert.Contains(watch.Frames, frame => Math.Abs(frame.Seconds - at) < 0.0001));
            Assert.All(watch.Gaps, gap => Assert.DoesNotContain(played, at => at > gap.Range.Start.Seconds + 0.05 && at < gap.Range.End.Seconds - 0.05));
        }

        Assert.True(files.Sum(f => f.End!.Value.Since(f.Start).TotalSeconds) > 6.5);
    }

    [Fact]
    public async Task Another_coding_begins_another_file()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "codec@3+6");

        var (_, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 12, length: TimeSpan.FromMinutes(1));

        output.WriteLine(string.Join('\n', files));
        Assert.True(files.Count >= 2);
        foreach (var file in files) Assert.NotEmpty(await Footage.PlayedAsync(file.Path));
    }

    [Fact]
    public async Task Another_size_begins_another_file()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "size@3+3");

        var (watch, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 9, length: TimeSpan.FromMinutes(1));

        output.WriteLine($"{watch}\n{string.Join('\n', files)}");
        Assert.Equal(3, files.Count);
        foreach (var (file, next) in files.Zip(files.Skip(1))) Assert.Equal(next.Start, file.End);
    }

    [Fact]
    public async Task Retention_keeps_no_more_than_it_may()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var options = Options(TimeSpan.FromSeconds(1));
        options = options with { Recorder = options.Recorder with { MaxBytesPerVideo = 120_000 } };

        var (_, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 8, options);

        output.WriteLine(string.Join('\n', files));
        Assert.InRange(files.Sum(f => f.Bytes), 1, 120_000);
        Assert.True(files[0].Start > MediaTime.Zero && files[^1].End!.Value.Seconds > 7.5);
    }

    [Fact]
    public async Task A_disk_with_too_little_room_is_told_and_watching_goes_on()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var options = Options(TimeSpan.FromSeconds(1));
        options = options with { Recorder = options.Recorder with { KeepFreeBytes = long.MaxValue } };
        var meter = new SourceMeter();

        var (watch, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 4, options, meter);

        Assert.Empty(files);
        Assert.InRange(watch.Frames.Count, 95, 130);
        Assert.Contains("Recording rests", meter.NotRecorded, StringComparison.Ordinal);
        Assert.Equal(meter.NotRecorded, Assert.Single(watch.Recordings).Reason);
    }

    [Fact]
    public async Task A_full_disk_stops_recording_and_not_watching_until_there_is_room_again()
    {
        var disk = _folder.File("disk");
        Directory.CreateDirectory(disk);
        var mounted = await CommandRun.RunAsync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], cancellationToken: Token);
        if (mounted.ExitCode != 0) Assert.Skip($"A small disk cannot be made by this user, so a full one was not tried: {mounted.Error}");
        try
        {
            await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
            var options = Options(TimeSpan.FromSeconds(1));
            var room = RoomIn(disk, options);
            var ballast = Path.Combine(disk, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[970_000], Token);
            var meter = new SourceMeter();
            string? told = null;

            var watch = new LiveWatch();
            await watch.ReadAsync(Source(options, room), new SourceRequest { Location = simulator.Url, Meter = meter }, w =>
            {
                told ??= meter.NotRecorded;
                if (told is not null && w.Last.Seconds > 6) File.Delete(ballast);
                return w.Last.Seconds > 11;
            }, TimeSpan.FromSeconds(60), Token);

            var files = room.Files(await VideoAsync(simulator.Url));
            output.WriteLine($"{told}\n{watch}\n{string.Join('\n', files)}");
            Assert.Contains("disk is full", told, StringComparison.Ordinal);
            Assert.Null(meter.NotRecorded);
            var (rests, again) = (watch.Recordings.Single(n => n.Reason is not null), watch.Recordings[^1]);
            Assert.Equal(told, rests.Reason);
            Assert.Null(again.Reason);
            Assert.InRange(again.Time.Seconds, 6, 11.5);
            Assert.True(rests.Time < again.Time, $"Recording rested at {rests.Time.Seconds} and went on at {again.Time.Seconds}.");
            Assert.Empty(watch.Gaps);
            Assert.InRange(watch.Frames.Count, 270, 300);
            Assert.Contains(files, f => f.Start.Seconds > 6);
        }
        finally
        {
            await CommandRun.RunAsync("umount", ["-l", disk], cancellationToken: CancellationToken.None);
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_gets_its_end_and_plays()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var options = Options(TimeSpan.FromSeconds(2));
        var (_, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 5, options);
        var room = RoomIn(_folder.Path, options);
        var (video, whole) = (await VideoAsync(simulator.Url), files[0]);
        var open = Path.Combine(room.FolderOf(video), RecordedFile.NameOf(whole.Start, null, whole.Utc, "ts"));
        File.Move(whole.Path, open);
        await File.WriteAllTextAsync(Path.Combine(room.FolderOf(video), "unplaced-1.ts"), "x", Token);

        room.Recover(video, Token);

        var again = room.Files(video)[0];
        Assert.Equal(whole.Start, again.Start);
        Assert.InRange(again.End!.Value.Since(whole.End!.Value).TotalSeconds, -0.1, 0.1);
        Assert.Empty(Directory.GetFiles(room.FolderOf(video), "unplaced-*"));
    }

    [Fact]
    public async Task A_clip_over_several_files_holds_the_same_pictures_at_the_same_distances()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var (watch, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 9);
        var range = new TimeRange(MediaTime.FromSeconds(1.5), MediaTime.FromSeconds(6.25));
        var cut = _folder.File("cut.mp4");

        var made = await new ClipCutter(new SourceOptions()).CutAsync(ClipPart.OfRecordings(files, range), range, ClipStart.KeyFrame, cut, Token);

        Assert.NotNull(made);
        Assert.Empty(made.Missing);
        Assert.Null(made.Note);
        Assert.InRange(made.Range.Start.Seconds, 0.5, 1.5);
        Assert.InRange(made.Range.End.Seconds, 6.2, 6.3);
        var played = await Footage.PlayedAsync(cut);
        var seen = watch.Frames.Where(f => f >= made.Range.Start && f < MediaTime.FromSeconds(6.25)).Select(f => f.Since(made.Range.Start).TotalSeconds).ToList();
        Assert.Equal(seen.Count, played.Count);
        Assert.All(seen.Zip(played), pair => Assert.Equal(pair.First, pair.Second, 0.001));
        Assert.InRange(await Footage.DurationAsync(cut), made.Range.Duration.TotalSeconds - 0.1, made.Range.Duration.TotalSeconds + 0.1);
    }

    [Fact]
    public async Task A_clip_over_a_hole_says_what_is_missing()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "");
        var (_, files) = await RecordAsync(simulator.Url, w => w.Last.Seconds > 9);
        File.Delete(files[1].Path);
        var range = new TimeRange(MediaTime.FromSeconds(1), MediaTime.FromSeconds(7));

        var made = await new ClipCutter(new SourceOptions()).CutAsync(ClipPart.OfRecordings(files, range), range, ClipStart.KeyFrame, _folder.File("cut.mp4"), Token);

        var hole = Assert.Single(made!.Missing);
        Assert.Equal(files[1].Start.Seconds, hole.Start.Seconds, 0.05);
        Assert.Equal(files[1].End!.Value.Seconds, hole.End.Seconds, 0.05);
        Assert.Equal(6, await Footage.DurationAsync(_folder.File("cut.mp4")), 0.2);
    }

    public void Dispose() => _folder.Dispose();

    private static LongVpoOptions Options(TimeSpan length) =>
        LiveWatch.Options with { Recorder = new RecorderOptions { FileLength = length, KeepFreeBytes = 0, RestWhenFull = TimeSpan.FromSeconds(0.5) } };

    private static RecordingRoom RoomIn(string folder, LongVpoOptions options) =>
        new(Path.Combine(folder, "recordings"), options.Recorder, TimeProvider.System, NullLogger<RecordingRoom>.Instance);

    private static LiveFrameSource Source(LongVpoOptions options, RecordingRoom room) => new(options, TimeProvider.System, NullLogger<LiveFrameSource>.Instance, recordings: room);

    private static async Task<VideoId> VideoAsync(string url) => await new MediaProbe(new SourceOptions()).IdentifyAsync(url, Token);

    private async Task<(LiveWatch Watch, IReadOnlyList<RecordedFile> Files)> RecordAsync(
        string url, Func<LiveWatch, bool> enough, LongVpoOptions? options = null, SourceMeter? meter = null, TimeSpan? length = null)
    {
        options ??= Options(length ?? TimeSpan.FromSeconds(2));
        var room = RoomIn(_folder.Path, options);
        var watch = new LiveWatch();
        await watch.ReadAsync(Source(options, room), new SourceRequest { Location = url, Meter = meter }, enough, TimeSpan.FromSeconds(60), Token);
        return (watch, room.Files(await VideoAsync(url)));
    }

    private Task<SourceSimulator> StartAsync(SimulatedProtocol protocol, string faults) => SourceSimulator.StartAsync(
        new SimulationRequest { Clip = clip.Path, Protocol = protocol, Faults = FaultScript.Parse(faults), Loop = true, SegmentLength = TimeSpan.FromSeconds(1) },
        TimeProvider.System, Token);
}
