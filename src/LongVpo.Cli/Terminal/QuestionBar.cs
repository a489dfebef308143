using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows how many questions of a judgement are answered.</summary>
internal sealed class QuestionBar(string name) : IProgress<EvaluationProgress>, IDisposable
{
    private readonly CountBar _bar = new(name);

    public void Report(EvaluationProgress value) => _bar.Report(value.Done, value.All);

    public void Dispose() => _bar.Dispose();
}
