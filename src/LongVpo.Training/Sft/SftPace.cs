using System.Globalization;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>Keeps the time and the means that a line of the log is made of.</summary>
internal sealed class SftPace
{
    private readonly TimeProvider _time;
    private readonly SftTally _begun;
    private readonly long _from;
    private readonly long _began;
    private double _loss;
    private double _norm;
    private double _rate;
    private long _step;
    private int _count;
    private (double Loss, double Norm) _last;

    /// <param name="time">The clock.</param>
    /// <param name="step">Steps done when this process began or went on.</param>
    /// <param name="begun">What was done by then.</param>
    /// <param name="words">What a checkpoint kept of a line that was not finished; null where there is none.</param>
    public SftPace(TimeProvider time, long step, SftTally begun, IReadOnlyDictionary<string, string>? words)
    {
        (_time, _begun, _from, _step, _began) = (time, begun, step, step, time.GetTimestamp());
        if (words is null) return;
        (_loss, _norm, _count) = (Number(words["loss"]), Number(words["norm"]), (int)Number(words["since"]));
    }

    public void Count(StepOutcome outcome)
    {
        (_loss, _norm, _rate, _step) = (_loss + outcome.Loss, _norm + outcome.GradientNorm, outcome.Rate, outcome.Step + 1);
        _count++;
    }

    /// <summary>The tally with the time up to now.</summary>
    public SftTally Timed(SftTally tally) => tally with { Seconds = _begun.Seconds + Here() };

    /// <summary>What a checkpoint keeps of the line that is not finished.</summary>
    public Dictionary<string, string> Words() => new() { ["loss"] = Text(_loss), ["norm"] = Text(_norm), ["since"] = Text(_count) };

    /// <summary>A line; the means begin anew.</summary>
    public SftProgress Line(long steps, SftTally tally)
    {
        var line = Look(steps, tally);
        (_loss, _norm, _count, _last) = (0, 0, 0, (line.Loss, line.GradientNorm));
        return line;
    }

    /// <summary>The line as it stands, which goes on; right behind a line, that line again.</summary>
    public SftProgress Look(long steps, SftTally tally)
    {
        var (here, done) = (Here(), _step - _from);
        var (loss, norm) = _count == 0 ? _last : (_loss / _count, _norm / _count);
        return new SftProgress(
            _step, steps, loss, norm, _rate, tally.Videos, tally.Answers, tally.Tokens, _begun.Seconds + here,
            (tally.Answers - _begun.Answers) / Math.Max(1e-3, here), (tally.Tokens - _begun.Tokens) / Math.Max(1e-3, here), done == 0 ? null : (steps - _step) * here / done);
    }

    private double Here() => _time.GetElapsedTime(_began).TotalSeconds;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
