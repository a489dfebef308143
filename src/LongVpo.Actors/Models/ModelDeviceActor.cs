using System.Collections.Immutable;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Models;

/// <summary>
/// Owns one runner, so that a crash takes the runner and nothing else: whatever is not a refusal or want of memory ends this incarnation, and the next one makes a new runner.
/// </summary>
/// <param name="factory">Makes the runner.</param>
/// <param name="change">The weights that were put in place since, which a new runner needs too.</param>
/// <param name="stepLimit">Longest step.</param>
/// <param name="time">What steps are measured by.</param>
internal sealed class ModelDeviceActor(IModelRunnerFactory factory, Func<ModelChange?> change, TimeSpan stepLimit, TimeProvider time) : IActor<DeviceMessage>, IAsyncDisposable
{
    private IModelRunner? _runner;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _runner = await factory.CreateAsync(cancellationToken);
        if (change() is { } wanted) await _runner.SwapAsync(wanted, cancellationToken);
    }

    public async ValueTask HandleAsync(DeviceMessage message, CancellationToken cancellationToken)
    {
        var runner = _runner!;
        foreach (var request in message.Free) runner.Release(request);
        try
        {
            var answer = message switch
            {
                AdmitRequests admit => Introduce(runner) with { Costs = await Admit(runner, admit.Requests, cancellationToken) },
                DoStep step => await Step(runner, step.Plan, cancellationToken),
                ChangeWeights weights => await Swap(runner, weights.Change, cancellationToken),
                _ => Introduce(runner),
            };
            message.Reply.Give(answer);
        }
        catch (Exception expected) when (expected is OutOfMemoryException or ModelException)
        {
            message.Reply.Fail(expected);
        }
    }

    public ValueTask DisposeAsync() => _runner?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static DeviceAnswer Introduce(IModelRunner runner) => new(runner.Version, runner.Limits);

    private static async ValueTask<DeviceAnswer> Swap(IModelRunner runner, ModelChange wanted, CancellationToken cancellationToken)
    {
        await runner.SwapAsync(wanted, cancellationToken);
        return Introduce(runner);
    }

    private static async ValueTask<ImmutableArray<(AdmittedCost Cost, string? Wrong)>> Admit(
        IModelRunner runner, ImmutableArray<ModelRequest> requests, CancellationToken cancellationToken)
    {
        var costs = ImmutableArray.CreateBuilder<(AdmittedCost Cost, string? Wrong)>(requests.Length);
        foreach (var request in requests)
        {
            try
            {
                costs.Add((await runner.AdmitAsync(request, cancellationToken), null));
            }
            catch (Exception refused) when (refused is ModelException or OutOfMemoryException)
            {
                costs.Add((default, refused.Message));
            }
            catch (Exception crash) when (!cancellationToken.IsCancellationRequested)
            {
                throw new AdmissionCrashException(request.Id, crash);
            }
        }

        return costs.MoveToImmutable();
    }

    private async ValueTask<DeviceAnswer> Step(IModelRunner runner, StepPlan plan, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(stepLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var began = time.GetTimestamp();
        try
        {
            var answer = plan switch
            {
                SharedStep shared => Introduce(runner) with { Results = await runner.StepAsync(shared.Slots, either.Token) },
                ExclusiveStep exclusive => Introduce(runner) with { Finished = await exclusive.Request.Work.StepAsync(either.Token) },
                _ => throw new InvalidOperationException($"{plan} is no step."),
            };
            return answer with { Took = time.GetElapsedTime(began) };
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCrashedException($"A step of the model took longer than {stepLimit} (hours:minutes:seconds): raise modelWorkers.stepLimit if the device is that slow.", late);
        }
        catch (ModelException wrong)
        {
            // A refusal belongs to one request; one that concerns a whole step says nothing about whom to refuse.
            throw new ModelCrashedException(wrong.Message, wrong);
        }
    }
}
