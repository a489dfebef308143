using System.Diagnostics;
using LongVpo.Core.Answers;
using LongVpo.Core.Telemetry;

namespace LongVpo.Actors.Video;

/// <summary>Follows one question from its asking to its whole answer. The question's words are not told: what people ask is theirs.</summary>
internal sealed class QuestionTrace : IDisposable
{
    private readonly Activity? _span = Signals.Traces.StartActivity("question");
    private readonly TimeProvider _time;
    private readonly long _began;
    private string _outcome = "failed";

    public QuestionTrace(Question question, TimeProvider time)
    {
        (_time, _began) = (time, time.GetTimestamp());
        if (question.Videos.Count == 1) _span?.SetTag(Signals.VideoKey, question.Videos[0].Value);
        _span?.SetStatus(ActivityStatusCode.Error, "The question was not answered.");
    }

    /// <summary>The answer is whole.</summary>
    public void Answered(Answer answer)
    {
        _outcome = answer.Found ? "found" : "not_found";
        _span?.SetStatus(ActivityStatusCode.Ok).SetTag("longvpo.question.outcome", _outcome).SetTag("longvpo.answer.citations", answer.Citations.Length);
    }

    public void Dispose()
    {
        Signals.QuestionTime.Record(_time.GetElapsedTime(_began).TotalSeconds, new KeyValuePair<string, object?>("longvpo.question.outcome", _outcome));
        _span?.Dispose();
    }
}
