using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Telemetry;

namespace LongVpo.Actors.Models;

/// <summary>Measures a model's steps: for the status a mean over the latest ones, for telemetry each.</summary>
internal sealed class StepMeter(string model)
{
    // A mean that has forgotten nine tenths after some thirty steps: quick enough to follow a change, slow enough to read.
    private const double Weight = 0.07;

    private readonly KeyValuePair<string, object?> _model = new("longvpo.model", model);
    private double _seconds;
    private double _tokens;

    public TimeSpan StepTime => TimeSpan.FromSeconds(_seconds);

    public double TokensPerSecond => _seconds > 0 ? _tokens / _seconds : 0;

    public void Done(TimeSpan took, SchedulerCounts before, SchedulerCounts after)
    {
        var (prompt, reply) = (after.PromptTokens - before.PromptTokens, after.ReplyTokens - before.ReplyTokens);
        _seconds = _seconds == 0 ? took.TotalSeconds : _seconds + (Weight * (took.TotalSeconds - _seconds));
        _tokens += (_tokens == 0 ? 1 : Weight) * (prompt + reply - _tokens);
        Signals.ModelStepTime.Record(took.TotalSeconds, _model);
        Signals.ModelTokens.Add(prompt, _model, new("longvpo.token.kind", "prompt"));
        Signals.ModelTokens.Add(reply, _model, new("longvpo.token.kind", "reply"));
    }

    public void Failed(string how) => Signals.ModelFailures.Add(1, _model, new("error.type", how));

    public void Open(string lane, int by) => Signals.ModelRequests.Add(by, _model, new("longvpo.lane", lane));
}
