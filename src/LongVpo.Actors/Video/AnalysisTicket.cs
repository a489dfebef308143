namespace LongVpo.Actors.Video;

/// <summary>One caller's interest in an analysis.</summary>
internal sealed class AnalysisTicket(IProgress<VideoProgress>? progress)
{
    private readonly TaskCompletionSource<AnalysisOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _hasLeft;

    public Task<AnalysisOutcome> Outcome => _outcome.Task;

    /// <summary>The caller has gone; known at once, even while the actor pauses before a restart and hears nothing.</summary>
    public bool HasLeft => _hasLeft;

    public void Leave() => _hasLeft = true;

    public void Report(VideoProgress now) => progress?.Report(now);

    public void Settle(AnalysisOutcome outcome) => _outcome.TrySetResult(outcome);
}
