using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Tests.Simulation;

/// <summary>Checks each fault on the bytes that are sent; no clock and no network take part.</summary>
public sealed class FaultEngineTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    private const long Second = TsClock.Rate;

    [Fact]
    public async Task Without_faults_the_stream_is_whole_and_in_order()
    {
        var (steps, bytes, clips) = await RunAsync(string.Empty);

        Assert.All(steps, step => Assert.IsType<UnitSent>(step));
        Assert.Equal(0, bytes.Breaks);
        Assert.Equal(SimulationClip.Seconds * SimulationClip.FramesPerSecond, Pictures(bytes, clips).Count);
        Assert.All(bytes.Stamps.Values, stamps => Assert.Equal(stamps.Order(), stamps));
        Assert.Equal(steps.Select(s => s.Due).Order(), steps.Select(s => s.Due));
        Assert.Equal(12, steps.OfType<UnitSent>().Count(u => u.IsKey));
    }

    [Fact]
    public async Task A_stall_delays_everything_after_it_and_loses_nothing()
    {
        var (steps, bytes, clips) = await RunAsync("stall@5+2");

        Assert.Equal(SimulationClip.Seconds * SimulationClip.FramesPerSecond, Pictures(bytes, clips).Count);
        Assert.All(steps.OfType<UnitSent>(), u => Assert.Equal(u.Media >= 5 * Second ? 2 * Second : 0, u.Due - Math.Max(0, u.Media)));
        Assert.Equal(2 * Second, Assert.Single(steps.OfType<FaultEnds>()).Due - Assert.Single(steps.OfType<FaultBegins>()).Due);
    }

    [Theory]
    [InlineData("skip@5.5+2", false)]
    [InlineData("drop@5.5+2", true)]
    public async Task A_hole_is_as_long_as_the_truth_says_and_ends_with_a_key_frame(string script, bool closes)
    {
        var (steps, _, _) = await RunAsync(script);

        var units = steps.OfType<UnitSent>().ToList();
        var (begins, ends) = (Assert.Single(steps.OfType<FaultBegins>()), Assert.Single(steps.OfType<FaultEnds>()));
        Assert.Equal(5.5, (double)begins.Media / Second, 0.05);
        Assert.Equal(8, (double)ends.Media / Second, 0.05);
        Assert.DoesNotContain(units, u => u.Media >= begins.Media && u.Media < ends.Media);
        var first = units.First(u => u.Media >= ends.Media);
        Assert.True(first is { IsKey: true, IsCut: true });
        Assert.Equal(first.Media, first.Due);
        Assert.Equal(closes ? 1 : 0, steps.OfType<DoorCloses>().Count());
        Assert.Equal(closes ? [7.5] : [], steps.OfType<DoorOpens>().Select(o => Math.Round((double)o.Due / Second, 1)));
    }

    [Fact]
    public async Task A_drop_loses_nothing_where_the_past_can_be_fetched()
    {
        var (steps, bytes, clips) = await RunAsync("drop@5+2", keepsPast: true);

        Assert.Equal(SimulationClip.Seconds * SimulationClip.FramesPerSecond, Pictures(bytes, clips).Count);
        Assert.Equal(2.0, (double)(Assert.Single(steps.OfType<DoorOpens>()).Due - Assert.Single(steps.OfType<DoorCloses>()).Due) / Second, 0.1);
    }

    [Theory]
    [InlineData("jump@5+100", 100)]
    [InlineData("jump@5-100", -100)]
    public async Task A_jump_moves_every_stamp_and_the_clock_from_its_moment_on(string script, int seconds)
    {
        var (_, plain, clips) = await RunAsync(string.Empty);
        var (_, jumped, _) = await RunAsync(script);

        var moved = Pictures(jumped, clips).Zip(Pictures(plain, clips), (a, b) => a - b).ToList();
        Assert.Equal(seconds * Second, moved[^1] - moved[0]);
        Assert.Equal(125, moved.Count(m => m == moved[0]));
        Assert.Equal(2, jumped.Clocks.Zip(plain.Clocks, (a, b) => a - b).Distinct().Count());
        Assert.All(Pictures(jumped, clips), stamp => Assert.InRange(stamp, 0, 200 * Second));
        Assert.Equal(0, jumped.Breaks);
    }

    [Fact]
    public async Task A_wrap_passes_the_clocks_end_at_its_moment()
    {
        var (_, bytes, clips) = await RunAsync("wrap@3");

        var stamps = Pictures(bytes, clips);
        Assert.Equal(75, stamps.Count(s => s > TsClock.Modulus / 2));
        Assert.Equal(225, stamps.Count(s => s < 20 * Second));
        Assert.Contains(bytes.Clocks, c => c > TsClock.Modulus - Second);
        Assert.Contains(bytes.Clocks, c => c < Second);
    }

    [Theory]
    [InlineData("codec@4+3", new[] { 0x1B, 0x10, 0x1B })]
    [InlineData("codec@4", new[] { 0x1B, 0x10 })]
    [InlineData("size@4+3", new[] { 0x1B })]
    public async Task A_change_of_coding_begins_and_ends_with_key_frames_and_keeps_the_time(string script, int[] codings)
    {
        var (steps, bytes, clips) = await RunAsync(script);

        Assert.Equal(codings, bytes.PictureCodings);
        Assert.Equal(0, bytes.Breaks);
        Assert.InRange(bytes.Stamps.Where(s => clips[0].Codings.GetValueOrDefault(s.Key) is 0 or 0x1B).Sum(s => s.Value.Count), 296, 304);
        Assert.Equal(4, (double)Assert.Single(steps.OfType<FaultBegins>()).Media / Second, 0.1);
        Assert.All(steps.OfType<FaultEnds>(), e => Assert.Equal(7, (double)e.Media / Second, 0.1));
        Assert.All(steps.OfType<UnitSent>().Where(u => u.IsCut), u => Assert.True(u.IsKey));
    }

    [Fact]
    public async Task Loss_takes_its_share_of_packets_within_its_time_only()
    {
        var (_, plain, _) = await RunAsync(string.Empty);
        var (steps, lossy, _) = await RunAsync("loss@4+4:0.2");

        var units = steps.OfType<UnitSent>().ToList();
        Assert.InRange((double)(plain.Packets - lossy.Packets) / plain.Packets, 0.03, 0.12);
        Assert.True(lossy.Breaks > 20);
        Assert.Equal(0, new StreamBytes(units.Where(u => u.Media < 4 * Second)).Breaks);
        Assert.Equal(0, new StreamBytes(units.Where(u => u.Media >= 8 * Second)).Breaks);
    }

    [Fact]
    public async Task Duplicates_come_twice_with_the_same_stamps()
    {
        var (_, bytes, clips) = await RunAsync("dup@4+4:0.5");

        var stamps = Pictures(bytes, clips);
        Assert.InRange(stamps.Count - stamps.Distinct().Count(), 30, 70);
        Assert.Equal(300, stamps.Distinct().Count());
        Assert.Equal(0, bytes.Breaks);
    }

    [Fact]
    public async Task Sound_that_is_lost_comes_back_and_the_pictures_go_on()
    {
        var (steps, bytes, clips) = await RunAsync("mute@4+3");

        var sounds = steps.OfType<UnitSent>().Where(u => !clips[0].Codings.Any(c => c.Key == u.Pid && TsTables.IsVideo(c.Value))).Select(u => (double)u.Media / Second).ToList();
        Assert.Equal(300, Pictures(bytes, clips).Count);
        Assert.DoesNotContain(sounds, t => t is >= 4.05 and < 6.95);
        Assert.Contains(sounds, t => t < 4);
        Assert.Contains(sounds, t => t > 7);
    }

    [Fact]
    public async Task A_discontinuity_moves_the_clock_at_a_key_frame_and_says_so()
    {
        var (steps, bytes, clips) = await RunAsync("disc@4.5+100");

        var cut = Assert.Single(steps.OfType<UnitSent>(), u => u.IsCut);
        Assert.True(cut.IsKey);
        Assert.Equal(5, (double)cut.Media / Second, 0.05);
        Assert.Equal(111.9, (double)(Pictures(bytes, clips)[^1] - Pictures(bytes, clips)[0]) / Second, 0.1);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        const string script = "loss@2+4:0.1,dup@7+3:0.3";

        var first = Joined((await RunAsync(script, seed: 1)).Steps);
        var again = Joined((await RunAsync(script, seed: 1)).Steps);
        var other = Joined((await RunAsync(script, seed: 2)).Steps);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    private static byte[] Joined(IEnumerable<SimulationStep> steps) => [.. steps.OfType<UnitSent>().SelectMany(u => u.Bytes)];

    private static List<long> Pictures(StreamBytes bytes, ClipSet clips) => bytes.Stamps[clips[0].Codings.First(c => TsTables.IsVideo(c.Value)).Key];

    private async Task<(List<SimulationStep> Steps, StreamBytes Bytes, ClipSet Clips)> RunAsync(string text, int seed = 1, bool keepsPast = false)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var script = FaultScript.Parse(text);
        var codec = script.Faults.Any(f => f.Kind == FaultKind.CodecChange) ? await ClipMaker.OtherCodecAsync(clip.Path, cancelled) : null;
        var size = script.Faults.Any(f => f.Kind == FaultKind.SizeChange) ? await ClipMaker.OtherSizeAsync(clip.Path, cancelled) : null;
        using var clips = new ClipSet(await ClipMaker.MainAsync(clip.Path, cancelled), codec, size);
        var steps = new FaultEngine(clips, script, new EngineSettings(seed, Loop: false, keepsPast)).Run().ToList();
        return (steps, new StreamBytes(steps.OfType<UnitSent>()), clips);
    }
}
