using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Terminal;

/// <summary>One bar after the other for a judgement of several parts.</summary>
internal sealed class QuestionBars : IDisposable
{
    private QuestionBar? _bar;

    /// <summary>Ends the bar before and begins the next.</summary>
    public IProgress<EvaluationProgress> Of(string part)
    {
        _bar?.Dispose();
        return _bar = new QuestionBar(part);
    }

    public void Dispose() => _bar?.Dispose();
}
