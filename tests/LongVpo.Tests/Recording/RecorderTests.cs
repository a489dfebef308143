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
public sealed class RecorderTests(RecorderRuns runs, ITestOutputHelper output) : IClassFixture<RecorderRuns>, IDisposable
{
    private static readonly RecorderPlan Plain = new(SimulatedProtocol.Http, "", 8);
    private static readonly RecorderPlan Recoded = new(SimulatedProtocol.Http, "codec@3+6", 12) { FileSeconds = 60 };
    private static readonly RecorderPlan Resized = new(SimulatedProtocol.Http, "size@3+3", 9) { FileSeconds = 60 };
    private static readonly RecorderPlan Limited = new(SimulatedProtocol.Http, "", 8) { FileSeconds = 1, MostBytes = 120_000 };
    private static readonly RecorderPlan Crowded = new(SimulatedProtocol.Http, "", 4) { FileSeconds = 1, KeepFree = long.MaxValue };
    private static readonly RecorderPlan Killed = new(SimulatedProtocol.Http, "", 5);
    private static readonly RecorderPlan Torn = Plain with { Purpose = "a file is taken away" };

    public static readonly TheoryData<SimulatedProtocol> Protocols =
        [SimulatedProtocol.Http, SimulatedProtocol.Hls, SimulatedProtocol.Udp, SimulatedProtocol.Rtsp, SimulatedProtocol.Srt, SimulatedProtocol.Rtmp];

    public static readonly TheoryData<string> Breaks = ["drop@4+2", "jump@4+300", "wrap@4"];

    /// <summary>Every recording that these tests look at; the longest come first.</summary>
    internal static readonly RecorderPlan[] All =
        [Recoded, .. Breaks.Select(fault => BrokenBy(fault.Data)), .. Protocols.Select(protocol => Plain with { Protocol = protocol.Data }), Resized, Torn, Limited, Killed, Crowded];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_stream_of_each_protocol_is_kept_in_files_that_follow_each_other_without_a_hole(SimulatedProtocol protocol)
    {
        var (_, _, watch, _, files) = await runs.OfAsync(Plain with { Protocol = protocol });

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
        var sent = _folder.File("sent.ts");
        await TestClips.MakeAsync(sent, "-i", runs.Clip, "-c", "copy");

        var files = (await runs.OfAsync(Plain)).Files;

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
    [MemberData(nameof(Breaks))]
    public async Task Files_lie_where_the_timeline_has_them_also_after_a_loss_or_a_jump(string fault)
    {
        var (_, _, watch, _, files) = await runs.OfAsync(BrokenBy(fault));

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
        var files = (await runs.OfAsync(Recoded)).Files;

        output.WriteLine(string.Join('\n', files));
        Assert.True(files.Count >= 2);
        foreach (var file in files) Assert.NotEmpty(await Footage.PlayedAsync(file.Path));
    }

    [Fact]
    public async Task Another_size_begins_another_file()
    {
        var (_, _, watch, _, files) = await runs.OfAsync(Resized);

        output.WriteLine($"{watch}\n{string.Join('\n', files)}");
        Assert.Equal(3, files.Count);
        foreach (var (file, next) in files.Zip(files.Skip(1))) Assert.Equal(next.Start, file.End);
    }

    [Fact]
    public async Task Retention_keeps_no_more_than_it_may()
    {
        var files = (await runs.OfAsync(Limited)).Files;

        output.WriteLine(string.Join('\n', files));
        Assert.InRange(files.Sum(f => f.Bytes), 1, 120_000);
        Assert.True(files[0].Start > MediaTime.Zero && files[^1].End!.Value.Seconds > 7.5);
    }

    [Fact]
    public async Task A_disk_with_too_little_room_is_told_and_watching_goes_on()
    {
        var (_, _, watch, meter, files) = await runs.OfAsync(Crowded);

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
            await using var simulator = await RecorderRuns.StartAsync(runs.Clip, SimulatedProtocol.Http, "", Token);
            var options = new RecorderPlan(SimulatedProtocol.Http, "", 11) { FileSeconds = 1 }.Options;
            var room = RecorderRuns.RoomIn(Path.Combine(disk, "recordings"), options);
            var ballast = Path.Combine(disk, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[970_000], Token);
            var meter = new SourceMeter();
            string? told = null;

            var watch = new LiveWatch();
            await watch.ReadAsync(RecorderRuns.Source(options, room), new SourceRequest { Location = simulator.Url, Meter = meter }, w =>
            {
                told ??= meter.NotRecorded;
                if (told is not null && w.Last.Seconds > 6) File.Delete(ballast);
                return w.Last.Seconds > 11;
            }, TimeSpan.FromSeconds(60), Token);

            var files = room.Files(await new MediaProbe(new SourceOptions()).IdentifyAsync(simulator.Url, Token));
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
        var (video, room, _, _, files) = await runs.OfAsync(Killed);
        var whole = files[0];
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
        var (_, _, watch, _, files) = await runs.OfAsync(Plain);
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
        var files = (await runs.OfAsync(Torn)).Files;
        File.Delete(files[1].Path);
        var range = new TimeRange(MediaTime.FromSeconds(1), MediaTime.FromSeconds(7));

        var made = await new ClipCutter(new SourceOptions()).CutAsync(ClipPart.OfRecordings(files, range), range, ClipStart.KeyFrame, _folder.File("cut.mp4"), Token);

        var hole = Assert.Single(made!.Missing);
        Assert.Equal(files[1].Start.Seconds, hole.Start.Seconds, 0.05);
        Assert.Equal(files[1].End!.Value.Seconds, hole.End.Seconds, 0.05);
        Assert.Equal(6, await Footage.DurationAsync(_folder.File("cut.mp4")), 0.2);
    }

    public void Dispose() => _folder.Dispose();

    private static RecorderPlan BrokenBy(string fault) => new(SimulatedProtocol.Http, fault, 10);
}
