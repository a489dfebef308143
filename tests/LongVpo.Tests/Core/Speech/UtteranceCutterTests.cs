using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Speech;

/// <summary>Sound is cut where nobody speaks, and what is quiet goes nowhere.</summary>
public sealed class UtteranceCutterTests
{
    private const int Rate = 16_000;
    private const int Block = 1_600;

    private static readonly SpeechOptions Options = new() { LongestStretch = TimeSpan.FromSeconds(4) };

    [Fact]
    public void A_stretch_lies_around_its_sound_and_holds_its_samples()
    {
        var found = Cut("..........########.....", at: 10);

        var one = Assert.Single(found);
        Assert.Equal(10 + 0.8, one.Range.Start.Seconds, 1e-9);
        Assert.Equal(10 + 2.0, one.Range.End.Seconds, 1e-9);
        Assert.Equal(one.Range.Duration.TotalSeconds * Rate, one.Samples.Length);
        Assert.Equal(8 * Block, one.Samples.ToArray().Count(s => s != 0));
    }

    [Fact]
    public void Quiet_and_knocks_are_no_speech() => Assert.Empty(Cut("....................#......................"));

    [Fact]
    public void A_pause_parts_and_a_shorter_one_does_not()
    {
        Assert.Equal(2, Cut("####......####").Count);
        Assert.Single(Cut("####.....####"));
    }

    [Fact]
    public void Sound_without_a_pause_is_cut_at_its_quietest_and_nothing_of_it_is_lost()
    {
        var found = Cut("###########################_###############################");

        Assert.Equal(2.7, found[0].Range.End.Seconds, 1e-9);
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.Equal(pair.First.Range.End, pair.Second.Range.Start));
        Assert.Equal((0, 5.9), (found[0].Range.Start.Seconds, found[^1].Range.End.Seconds));
        Assert.All(found, one => Assert.True(one.Range.Duration <= Options.LongestStretch));
    }

    [Fact]
    public void A_hole_in_the_sound_ends_a_stretch_before_it()
    {
        var found = Cut("####    ####");

        Assert.Equal([(0.0, 0.4), (0.8, 1.2)], found.Select(one => (one.Range.Start.Seconds, Math.Round(one.Range.End.Seconds, 9))));
    }

    [Fact]
    public void How_far_it_has_heard_never_passes_an_open_stretch()
    {
        var cutter = new UtteranceCutter(Options);
        Assert.Null(cutter.HeardUntil);
        foreach (var block in Blocks(".....###", 0)) cutter.Push(block);
        Assert.Equal(0.3, cutter.HeardUntil!.Value.Seconds, 1e-9);
        foreach (var block in Blocks("......", 0.8)) cutter.Push(block);
        Assert.Equal(1.4, cutter.HeardUntil!.Value.Seconds, 1e-9);
    }

    [Theory]
    [InlineData(" Good\nevening. ", "Good evening.")]
    [InlineData("[BLANK_AUDIO]", "")]
    [InlineData("(music)", "")]
    [InlineData(" . ", "")]
    [InlineData("(Yes) and (no)", "(Yes) and (no)")]
    public void A_note_about_the_sound_is_no_speech(string reply, string words) => Assert.Equal(words, Transcript.Words(reply));

    [Fact]
    public async Task A_stretch_is_sent_as_a_wave_file()
    {
        await using var wave = await new UtteranceClip(Cut("####")[0]).OpenWaveAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await wave.CopyToAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(44 + (4 * Block * 2), bytes.Length);
        Assert.Equal("RIFF"u8.ToArray(), bytes.ToArray()[..4]);
        Assert.Equal(4 * Block * 2, BitConverter.ToInt32(bytes.ToArray(), 40));
    }

    // One character is 100 ms: sound, faint sound, quiet, or nothing at all.
    private static List<Utterance> Cut(string sound, double at = 0)
    {
        var cutter = new UtteranceCutter(Options);
        List<Utterance?> found = [.. Blocks(sound, at).Select(cutter.Push), cutter.Finish()];
        return [.. found.OfType<Utterance>()];
    }

    private static IEnumerable<AudioDecoded> Blocks(string sound, double at)
    {
        for (var i = 0; i < sound.Length; i++)
        {
            if (sound[i] == ' ') continue;
            var start = (long)Math.Round(at * Rate) + (i * Block);
            var level = sound[i] switch { '#' => (short)8_000, '_' => (short)1_000, _ => (short)0 };
            yield return new AudioDecoded(new TimeRange(Time(start), Time(start + Block)), Enumerable.Repeat(level, Block).ToArray());
        }
    }

    private static MediaTime Time(long samples) => new(samples, new TimeBase(1, Rate));
}
