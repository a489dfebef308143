using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Segments;

/// <summary>A made-up video as the events a source would tell: the same script gives the same events, from the beginning or from the middle.</summary>
public sealed class ScriptedVideo
{
    private static readonly TimeBase Ticks = new(1, 12_000);
    private readonly List<MediaEvent> _events = [];

    public IReadOnlyList<MediaEvent> Events => _events;

    public MediaTime End { get; private set; }

    /// <summary>A random video: shots of any length, several frame rates, sound on its own grid, lines, pauses and holes.</summary>
    public static ScriptedVideo Random(int seed)
    {
        var random = new Random(seed);
        var video = new ScriptedVideo();
        var perSecond = new[] { 1, 5, 12, 25, 30 }[random.Next(5)];
        var start = random.Next(3) == 0 ? At(random.NextDouble() * 5) : At(random.Next(2) * 10);
        var script = video.Frames(random, start, perSecond, seconds: 5 + random.Next(70));
        if (random.Next(4) > 0) script.AddRange(Sound(random.Next(2) == 0 ? 0 : start.Seconds + (random.NextDouble() / 3), video.End.Seconds + random.Next(-1, 4) + random.NextDouble()));
        for (var i = random.Next(8); i > 0; i--) script.Add(Line(start.Seconds + (random.NextDouble() * 40), 0.5 + (random.NextDouble() * 3), i));
        video.Finish(script);
        return video;
    }

    public static MediaTime At(double seconds) => new((long)Math.Round(seconds * Ticks.Denominator), Ticks);

    /// <summary>Exactly these shots, 25 frames per second, no sound.</summary>
    public static ScriptedVideo OfShots(params (double Seconds, Opening Opens)[] shots)
    {
        var video = new ScriptedVideo();
        var script = new List<MediaEvent>();
        var frame = 0;
        var until = 0.0;
        for (var shot = 0; shot < shots.Length; shot++)
            for (until += shots[shot].Seconds; frame / 25.0 < until - 1e-9; frame++) script.Add(FrameOf(At(frame / 25.0), (byte)(shot + 1), shots[shot].Opens));
        video.End = At(frame / 25.0);
        video.Finish(script);
        return video;
    }

    public static ScriptedVideo Of(MediaTime end, IEnumerable<MediaEvent> script)
    {
        var video = new ScriptedVideo { End = end };
        video.Finish([.. script]);
        return video;
    }

    public static FrameDecoded FrameOf(MediaTime time, byte shot, Opening opens = Opening.Hard)
    {
        var luma = new byte[FrameThumb.LumaLength];
        (luma[0], luma[1]) = (shot, (byte)opens);
        return new FrameDecoded(time, new FrameThumb(luma, new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]), null, Corrupt: false);
    }

    public static IEnumerable<MediaEvent> Sound(double from, double to)
    {
        for (var block = (long)Math.Ceiling(from * 10); block < (long)(to * 10); block++)
            yield return new AudioDecoded(new TimeRange(At(block / 10.0), At((block + 1) / 10.0)), new short[1]);
    }

    public static TextDecoded Line(double from, double seconds, int number) =>
        new(new TimeRange(At(from), At(from + seconds)), $"line {number}", TextOrigin.Subtitle, null) { Announced = number % 2 == 0 };

    /// <summary>What a source that starts there would tell: nothing that is over before.</summary>
    public IEnumerable<MediaEvent> From(MediaTime from) => _events.Where(e => e is StreamEnded || (e is TextDecoded line ? line.Range.End : KeyOf(e)) >= from);

    public static MediaTime KeyOf(MediaEvent happened) => happened switch
    {
        FrameDecoded frame => frame.Time,
        AudioDecoded sound => sound.Range.End,
        TextDecoded text => text.CompleteAt,
        GapFound gap => gap.Range.End,
        _ => throw new ArgumentException("no time", nameof(happened)),
    };

    private List<MediaEvent> Frames(Random random, MediaTime start, int perSecond, int seconds)
    {
        var script = new List<MediaEvent>();
        var (now, shot) = (start, (byte)1);
        var opens = Opening.Hard;
        while (now.Since(start).TotalSeconds < seconds)
        {
            var dice = random.Next(perSecond * 40);
            if (dice < 20) (shot, opens) = ((byte)(shot % 250 + 1), new[] { Opening.Hard, Opening.Hard, Opening.Fade, Opening.Dissolve }[random.Next(4)]);
            script.Add(FrameOf(now, shot, opens));
            var step = now.Plus(TimeSpan.FromSeconds(1)).Since(now) / perSecond;
            if (dice == 20) step *= random.Next(2, 20 * perSecond);
            var next = At(now.Seconds + step.TotalSeconds);
            if (dice == 21)
            {
                var hole = new TimeRange(next, At(next.Seconds + 1 + (random.NextDouble() * 20)));
                script.Add(new GapFound(hole, "nothing was received"));
                next = hole.End;
            }

            now = next;
        }

        End = now;
        return script;
    }

    // In a hole there is neither sound nor text, and no line outlasts the video.
    private void Finish(List<MediaEvent> script)
    {
        var holes = script.OfType<GapFound>().Select(g => g.Range).ToList();
        script.RemoveAll(e => e is AudioDecoded sound && holes.Exists(h => h.Overlaps(sound.Range)));
        script.RemoveAll(e => e is TextDecoded line && (line.Range.End > End || holes.Exists(h => h.Overlaps(line.Range))));
        _events.AddRange(script.OrderBy(e => e is GapFound gap ? gap.Range.Start : KeyOf(e)).ThenBy(e => e switch { FrameDecoded => 1, GapFound => 2, _ => 0 }));
        var last = _events.Where(e => e is AudioDecoded).Select(KeyOf).DefaultIfEmpty(End).Max();
        _events.Add(new StreamEnded(StreamEnd.Finished, MediaTime.Max(End, last), new SourceCounters(), null));
    }
}
