using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.ScreenText;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.ScreenText;

/// <summary>
/// Measures how much of the listed on-screen text is read, how many words are invented where there are none, and what it costs, on the shared clips.
/// Arguments: names of clips to measure (all by default); <c>--words</c> prints every observation.
/// </summary>
public static class ScreenTextBenchmark
{
    private const double SampleSeconds = 0.5;
    private const double LongestSegmentSeconds = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Path.Combine(SharedFolder.Root ?? throw new InvalidOperationException("No shared folder: set LONGVPO_SHARED."), "videos");
        var names = args.Where(a => !a.StartsWith('-')).ToList();
        using var reader = new ScreenTextReader(new ScreenTextOptions());
        var (found, listed, falseWords, minutes) = (0, 0, 0, 0.0);
        foreach (var path in Directory.GetFiles(folder, "*.truth.json").Order(StringComparer.Ordinal).Where(p => names.Count == 0 || names.Exists(p.Contains)))
        {
            var truth = TruthFile.Read(path);
            var before = reader.Counters;
            var watch = Process.GetCurrentProcess().TotalProcessorTime;
            var (observations, seconds) = await ObserveAsync(reader, truth);
            var milliseconds = (Process.GetCurrentProcess().TotalProcessorTime - watch).TotalMilliseconds;
            Print(truth, observations, reader.Counters, before, milliseconds, args.Contains("--words"));
            listed += truth.Texts.Count;
            found += truth.Texts.Count(t => t.FoundIn(observations).Share >= ListedText.Enough);
            if (truth.Texts.Count > 0) continue;
            falseWords += observations.Sum(o => ListedText.Split(o.Text!).Count);
            minutes += seconds / 60;
        }

        Say($"listed texts found: {found} of {listed}; false words on clips without text: {falseWords} in {minutes:F1} min = {(minutes > 0 ? falseWords / minutes : 0):F2} per minute");
        return 0;
    }

    private static async Task<(List<Observation> Observations, double Seconds)> ObserveAsync(ScreenTextReader reader, TruthFile truth)
    {
        var observations = new List<Observation>();
        var (carry, start, last) = (default(string), default(MediaTime?), 0.0);
        var session = reader.Begin(null);
        await foreach (var frame in SampledFrames.ReadAsync(truth.Video, truth.Width, truth.Height, SampleSeconds, CancellationToken.None))
        {
            start ??= frame.Time;
            var cut = truth.Cuts.Any(c => c > last + 1e-6 && c <= frame.Time.Seconds && c > start.Value.Seconds);
            if (cut || frame.Time.Since(start.Value).TotalSeconds >= LongestSegmentSeconds - 1e-6)
            {
                carry = await EndAsync(session, start.Value, frame.Time, observations);
                session = reader.Begin(carry);
                start = frame.Time;
            }

            last = frame.Time.Seconds;
            await session.PushAsync(frame, CancellationToken.None);
        }

        var from = start ?? MediaTime.Zero;
        await EndAsync(session, from, MediaTime.FromSeconds(last + SampleSeconds), observations);
        return (observations, last + SampleSeconds);
    }

    private static async Task<string?> EndAsync(Media.Observations.IScreenTextSession session, MediaTime start, MediaTime end, List<Observation> observations)
    {
        await using (session)
        {
            var result = await session.FinishAsync(new TimeRange(start, end), CancellationToken.None);
            observations.AddRange(result.Observations);
            return result.Carry;
        }
    }

    private static void Print(TruthFile truth, List<Observation> observations, ScreenTextCounters after, ScreenTextCounters before, double milliseconds, bool words)
    {
        var frames = after.Frames - before.Frames;
        var perFrame = 1.0 / Math.Max(1, frames);
        var read = 100.0 * (after.FramesRead - before.FramesRead) * perFrame;
        var runs = (after.Runs - before.Runs) * perFrame;
        var count = observations.Sum(o => ListedText.Split(o.Text!).Count);
        Say($"{Path.GetFileName(truth.Video)}: {frames} frames, {milliseconds * perFrame:F1} ms a frame, {read:F0} % read in, {runs:F2} runs a frame");
        Say($"   {observations.Count} observations, {count} words");
        foreach (var text in truth.Texts) Say($"   text     {Verdict(text, observations)}");
        foreach (var question in truth.Questions) Say($"   question {Verdict(question, observations)}");
        if (!words) return;
        foreach (var o in observations) Say($"   {o.Range.Start.Seconds,7:F2}-{o.Range.End.Seconds,7:F2} {o.Value:F2} {Place(o.Box!.Value)} '{o.Text!.Replace("\n", " / ", StringComparison.Ordinal)}'");
    }

    private static string Verdict(ListedText text, List<Observation> observations)
    {
        var (share, missing) = text.FoundIn(observations);
        var shown = text.Words.Length > 60 ? text.Words[..60] + "…" : text.Words;
        var verdict = share >= ListedText.Enough ? "found " : "MISSED";
        var lost = missing.Length > 0 ? " | missing: " + missing : "";
        return string.Create(CultureInfo.InvariantCulture, $"{verdict} {100 * share,3:F0} % {text.Start,6:F1}-{text.End,-6:F1} {shown}{lost}");
    }

    private static string Place(Box box) => string.Create(CultureInfo.InvariantCulture, $"{box.Left:F2},{box.Top:F2} {box.Width:F2}x{box.Height:F2}");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
