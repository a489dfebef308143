using System.Collections.Concurrent;
using LongVpo.Actors.Kernel;
using LongVpo.Actors.Video;
using LongVpo.Core.Ports;
using LongVpo.Core.Standing;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Standing;

/// <summary>
/// The front door of standing questions: pin, list, remove, try on stored footage. Behind it there is one actor per question, which is woken when something is stored; a slow one delays nobody.
/// </summary>
public sealed partial class StandingSystem : IAsyncDisposable
{
    private readonly StandingParts _parts;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly ActorDirectory<Pinned, LookAgain> _actors;
    private readonly ConcurrentDictionary<string, Pinned> _questions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private Task _waking = Task.CompletedTask;

    /// <param name="parts">The ports to work through; they stay the caller's.</param>
    /// <param name="time">The clock of pauses and of the notices' times.</param>
    /// <param name="logs">Where restarts and failures are told.</param>
    public StandingSystem(StandingParts parts, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        (_parts, _time, _logs, _log) = (parts, time, logs, logs.CreateLogger("LongVpo.Standing"));
        _actors = new ActorDirectory<Pinned, LookAgain>(StartQuestion);
    }

    /// <summary>Rings when something was told; the store has it.</summary>
    public Bell News { get; } = new();

    /// <summary>Takes up all stored questions where they stopped, and follows what is stored from now on.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="StoreException">They could not be read.</exception>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        foreach (var question in await _parts.Store.ListAsync(cancellationToken)) _questions[question.Id] = new Pinned(question);
        _waking = Task.Run(() => WakeAsync(_closing.Token), CancellationToken.None);
        return _questions.Count;
    }

    /// <summary>Pins a question; durable when this returns.</summary>
    /// <param name="question">With an id that is new.</param>
    /// <param name="fromTheBeginning">Take in what is remembered already, as if it happened now; else only what is stored from now on.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there are as many as may be.</returns>
    /// <exception cref="StoreException">It could not be kept.</exception>
    public async Task<bool> AddAsync(StandingQuestion question, bool fromTheBeginning, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var position = fromTheBeginning ? 0 : await _parts.Feed.LastAsync(cancellationToken);
        if (!await _parts.Store.AddAsync(question, position, _parts.Options.QuestionsMost, cancellationToken)) return false;
        _questions[question.Id] = new Pinned(question);
        await WakeAsync(_questions[question.Id], cancellationToken);
        return true;
    }

    /// <summary>Removes a question with everything it told.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="StoreException">It could not be removed.</exception>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var removed = await _parts.Store.RemoveAsync(id, cancellationToken);
        if (_questions.TryRemove(id, out var pinned)) await _actors.StopAsync(pinned, cancellationToken);
        return removed;
    }

    /// <summary>All questions, oldest first.</summary>
    public IReadOnlyList<StandingQuestion> List() => [.. _questions.Values.Select(known => known.Question).OrderBy(question => question.Since).ThenBy(question => question.Id, StringComparer.Ordinal)];

    /// <summary>One question; null when there is none.</summary>
    public StandingQuestion? Find(string id) => _questions.TryGetValue(id, out var known) ? known.Question : null;

    /// <summary>What a question would have told about stored footage; nothing is stored or sent.</summary>
    /// <param name="question">What is tried.</param>
    /// <param name="videos">Which footage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public Task<BacktestResult> BacktestAsync(StandingQuestion question, IReadOnlyList<VideoId> videos, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(videos);
        return Backtest.RunAsync(question, videos, _parts, cancellationToken);
    }

    /// <summary>Stops all questions; each goes on from its position when it is started again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _waking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _actors.DisposeAsync();
        _closing.Dispose();
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var changes = _parts.Follow(cancellationToken);
            // After the following began, so that nothing falls between.
            await WakeAllAsync(cancellationToken);
            try
            {
                await foreach (var change in changes)
                    if (change.Event is not null) await WakeAllAsync(cancellationToken);
                return;
            }
            catch (FollowerLostException)
            {
                LogLost(_log);
            }
        }
    }

    private async Task WakeAllAsync(CancellationToken cancellationToken)
    {
        foreach (var pinned in _questions.Values) await WakeAsync(pinned, cancellationToken);
    }

    private async Task WakeAsync(Pinned pinned, CancellationToken cancellationToken)
    {
        if (pinned.Woken.TrySet()) await _actors.TellAsync(pinned, LookAgain.Now, Lane.Data, cancellationToken);
    }

    private ActorCell<LookAgain> StartQuestion(Pinned pinned)
    {
        var settings = new ActorSettings { Name = $"standing question {pinned.Question.Id}", Inbox = _parts.Inbox with { DrainLimit = TimeSpan.Zero }, Restart = _parts.Restart };
        var cell = new ActorCell<LookAgain>(settings, context => new StandingQuestionActor(pinned.Question, context, pinned.Woken, _parts, News, _time), _time, _logs);
        _ = ClearWhenStopped(cell, pinned.Woken);
        return cell;
    }

    // One that was given up is started anew by the next thing that is stored.
    private static async Task ClearWhenStopped(ActorCell<LookAgain> cell, WakeFlag woken)
    {
        await cell.Completion;
        woken.Clear();
    }

    [LoggerMessage(1, LogLevel.Warning, "So much was stored that standing questions lost count; they go on from the store.")]
    private static partial void LogLost(ILogger logger);

    // A class, so that a question which is removed while it is woken is still the same key.
    private sealed class Pinned(StandingQuestion question)
    {
        public StandingQuestion Question { get; } = question;

        public WakeFlag Woken { get; } = new();
    }
}
