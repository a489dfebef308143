namespace LongVpo.Actors.Video;

/// <summary>One caller's interest in an analysis.</summary>
internal sealed class AnalysisTicket(IProgress<VideoProgress>? progress)
{
    private readonly TaskCompletionSource<AnalysisOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AnalysisOutcome> Outcome => _outcome.Task;

    public void Report(VideoProgress now) => progress?.Report(now);

    public void Settle(AnalysisOutcome outcome) => _outcome.TrySetResult(outcome);
}
