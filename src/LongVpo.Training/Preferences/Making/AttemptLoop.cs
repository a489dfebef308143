using LongVpo.Core.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Making;

/// <summary>
/// Makes attempts until there are enough pairs. Some are under way side by side, and each is written in the order of its number, so that a run that was killed and begun again comes to the same
/// bytes. What depends on the pairs before it, the cap on refusals, is decided here.
/// </summary>
/// <param name="log">Where they are written.</param>
/// <param name="refusals">Pairs in it whose dispreferred response is a refusal.</param>
/// <param name="mostRefusals">Share of pairs that may be such.</param>
/// <param name="sideBySide">Attempts under way at once.</param>
internal sealed class AttemptLoop(PairLog log, long refusals, double mostRefusals, int sideBySide)
{
    /// <summary>Makes attempts.</summary>
    /// <param name="make">Makes one, by its number.</param>
    /// <param name="wanted">Pairs there shall be.</param>
    /// <param name="most">Attempts after which it gives up.</param>
    /// <param name="progress">Is told after every attempt.</param>
    /// <param name="cancellationToken">Stops between two attempts.</param>
    /// <exception cref="PreferenceException">The model cannot do what is asked of it.</exception>
    public async Task RunAsync(Func<long, CancellationToken, Task<PairAttempt>> make, long wanted, long most, IProgress<Stage1Progress>? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<Task<PairAttempt>>();
        try
        {
            for (var next = log.Next; log.Count < wanted && log.Next < most;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (underWay.Count < sideBySide && next < most) underWay.Enqueue(make(next++, stop.Token));
                Write(await underWay.Dequeue());
                progress?.Report(new Stage1Progress(log.Next, log.Count, wanted));
            }
        }
        catch (ModelException wrong)
        {
            throw new PreferenceException(wrong.Message, wrong);
        }
        finally
        {
            await stop.CancelAsync();
            // Attempts that nobody needs any more end before what they use is closed.
            await Task.WhenAll(underWay).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Write(PairAttempt made)
    {
        var isRefusal = made.Pair is { } pair && PairRules.IsRefusal(pair.Rejected);
        if (isRefusal && refusals + 1 > mostRefusals * (log.Count + 1)) made = PairAttempt.No(RejectReasons.Refusals);
        if (made.Pair is null)
        {
            log.Reject(made.Reason!);
            return;
        }

        log.Add(made.Pair);
        if (isRefusal) refusals++;
    }
}
