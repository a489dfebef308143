using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>A step while it is being planned: what is still free of it, and who has what. Lives for one call of <see cref="StepPlanner"/>.</summary>
internal sealed class StepDraft
{
    // A lane that saved up a quarter of a step is served, so that small work need not wait for a whole one; together such lanes take half a step at most.
    private const long Ripe = SchedulerState.WholeStep / 4;

    private readonly SchedulerState _state;
    private readonly List<Job>[] _resident;
    private readonly List<RequestId> _order = [];
    private readonly Dictionary<RequestId, int> _prompt = [];
    private readonly List<RequestId> _begun = [];
    private readonly HashSet<RequestId> _evicted = [];
    private readonly List<ModelRequest> _unknown = [];
    private int _tokens;
    private int _sequences;
    private long _bytes;
    private bool _hasNewQuestion;
    private bool _memoryIsClaimed;

    public StepDraft(SchedulerState state)
    {
        _state = state;
        (_tokens, _sequences, _bytes) = (state.Caps.Tokens, state.Caps.Sequences, state.Limits.Bytes - state.HeldBytes);
        _resident = [.. state.Lanes.Select(_ => new List<Job>())];
        foreach (var id in state.Resident.Values) _resident[(int)state.Jobs[id].Lane].Add(state.Jobs[id]);
        foreach (var lane in _resident) lane.Sort(ByAccount);
    }

    public ImmutableArray<StepSlot> Slots => [.. _order.Select(id => new StepSlot(id, _prompt[id]))];

    public IReadOnlyList<RequestId> Begun => _begun;

    public IReadOnlyCollection<RequestId> Evicted => _evicted;

    public ImmutableArray<ModelRequest> UnknownCosts => [.. _unknown];

    /// <summary>Whether somebody wanted more than there was room for.</summary>
    public bool LeftBehind { get; private set; }

    /// <summary>The part of the step that is used, by tokens, slots or memory, whichever is the most.</summary>
    public double Fullness(long heldBytes) => Math.Max(
        Math.Max((double)(_state.Caps.Tokens - _tokens) / _state.Caps.Tokens, (double)(_state.Caps.Sequences - _sequences) / _state.Caps.Sequences),
        _memoryIsClaimed ? (double)heldBytes / _state.Limits.Bytes : 0);

    /// <summary>Gives each live question that has had no slot yet its share of this one.</summary>
    public void TakeNewQuestions()
    {
        var news = Newcomers(ModelLane.LiveQuestion).Where(j => !j.IsExclusive).Take(_sequences).ToList();
        _hasNewQuestion = news.Count > 0;
        // Something is left for the streams that are being written.
        foreach (var job in news) if (TryBegin(job)) Give(job, Math.Max(1, _state.Caps.Tokens / (news.Count + 1)));
        // A question that was begun in a step that failed has had nothing either.
        foreach (var job in _resident[0].Where(j => j.WorkDone == 0)) Give(job, Math.Max(1, _state.Caps.Tokens / (news.Count + 1)));
    }

    /// <summary>Gives lanes that got less than their share what they saved up; work that takes the device alone is returned.</summary>
    public Job? TakeSavedUp()
    {
        var allowed = SchedulerState.WholeStep / 2;
        foreach (var lane in Enumerable.Range(1, _state.Lanes.Length - 1).Where(i => _state.Lanes[i].Credit >= Ripe).OrderByDescending(i => _state.Lanes[i].Credit))
        {
            var credit = _state.Lanes[lane].Credit;
            if (Newcomers((ModelLane)lane).FirstOrDefault() is { IsExclusive: true } alone)
            {
                if (credit >= SchedulerState.WholeStep && !_hasNewQuestion) return alone;
                continue;
            }

            var budget = Math.Min(credit, allowed);
            if (budget < Ripe) break;
            allowed -= budget;
            TakeLane(lane, (int)Math.Max(1, budget * _state.Caps.Tokens / SchedulerState.WholeStep), (int)Math.Max(1, budget * _state.Caps.Sequences / SchedulerState.WholeStep), saved: true);
        }

        return null;
    }

    /// <summary>Gives what is left by rank; work that takes the device alone is returned when nobody before it wants anything.</summary>
    public Job? TakeByRank()
    {
        for (var lane = 0; lane < _state.Lanes.Length; lane++)
        {
            if (_order.Count == 0 && _resident[lane].Count == 0 && Newcomers((ModelLane)lane).FirstOrDefault() is { IsExclusive: true } alone && _unknown.Count == 0) return alone;
            TakeLane(lane, _tokens, _sequences, saved: false);
        }

        return null;
    }

    private void TakeLane(int lane, int tokens, int sequences, bool saved)
    {
        var (tokensStop, sequencesStop) = (_tokens - tokens, _sequences - sequences);
        foreach (var writing in _resident[lane].Where(j => j.PromptLeft == 0)) TryGive(writing);
        foreach (var reading in _resident[lane].Where(j => j.PromptLeft > 0)) TryGive(reading);
        // Questions that were begun in this step may read on with what is left of it.
        if (lane == 0) foreach (var job in _begun.Select(id => _state.Jobs[id]).Where(j => j.Lane == ModelLane.LiveQuestion).ToList()) TryGive(job);
        foreach (var job in Newcomers((ModelLane)lane))
        {
            if (_prompt.ContainsKey(job.Id)) continue;
            if (job.IsExclusive) break;
            if (!HasRoom() || !MayBegin(lane, saved) || !TryBegin(job))
            {
                LeftBehind |= !saved;
                break;
            }

            TryGive(job);
        }

        bool HasRoom() => _tokens > tokensStop && _sequences > sequencesStop;

        void TryGive(Job job)
        {
            if (_evicted.Contains(job.Id)) return;
            var has = _prompt.ContainsKey(job.Id);
            if (_tokens > tokensStop && (has || _sequences > sequencesStop)) Give(job, _tokens - tokensStop);
            LeftBehind |= !saved && (!_prompt.ContainsKey(job.Id) || Wants(job) > 0);
        }
    }

    // Whoever waits for memory gets what is freed, before anybody of a worse lane takes it away again.
    private bool MayBegin(int lane, bool saved) => saved || lane == 0 || !_memoryIsClaimed;

    private int Wants(Job job) => (job.Cost is null ? 1 : job.PromptLeft) - _prompt.GetValueOrDefault(job.Id);

    private void Give(Job job, int most)
    {
        most = Math.Min(most, _tokens);
        var had = _prompt.TryGetValue(job.Id, out var before);
        if (most < 1 || (!had && _sequences < 1)) return;
        var more = Math.Min(most, Wants(job));
        if (had && more < 1) return;
        // Writing one token takes as much of the budget as reading one.
        _tokens -= Math.Max(1, more);
        _prompt[job.Id] = before + Math.Max(0, more);
        if (had) return;
        _sequences--;
        _order.Add(job.Id);
    }

    private bool TryBegin(Job job)
    {
        if (job.Cost is not { } cost)
        {
            _unknown.Add(job.Request);
            _begun.Add(job.Id);
            return true;
        }

        if (cost.Bytes > _bytes && !Evict(job, cost.Bytes - _bytes))
        {
            _memoryIsClaimed = true;
            return false;
        }

        _bytes -= cost.Bytes;
        _begun.Add(job.Id);
        return true;
    }

    // Only for somebody better, only if it suffices, the least urgent and least advanced first.
    private bool Evict(Job job, long bytes)
    {
        var victims = new List<Job>();
        var free = 0L;
        for (var lane = _resident.Length - 1; lane > (int)job.Lane && free < bytes; lane--)
        {
            foreach (var victim in _resident[lane].Where(j => !_prompt.ContainsKey(j.Id) && !_evicted.Contains(j.Id)).OrderBy(j => j.WorkDone).ThenByDescending(j => j.Number))
            {
                victims.Add(victim);
                if ((free += victim.Cost!.Value.Bytes) >= bytes) break;
            }
        }

        if (free < bytes) return false;
        foreach (var victim in victims) _evicted.Add(victim.Id);
        _bytes += free;
        return true;
    }

    // Requests that hold nothing: of the account that has had the least first, as if each had been served when it was taken.
    private IEnumerable<Job> Newcomers(ModelLane lane)
    {
        var queue = new PriorityQueue<(ImmutableSortedDictionary<long, RequestId>.Enumerator Queue, long Served), (long Served, long Number)>();
        foreach (var account in _state.Lane(lane).Accounts.Values) Next(account.Waiting.GetEnumerator(), account.Served);
        while (queue.TryDequeue(out var account, out _))
        {
            var job = _state.Jobs[account.Queue.Current.Value];
            Next(account.Queue, account.Served + _state.ServiceOf(new StepSlot(job.Id, Math.Min(job.PromptLeft, _state.Limits.TokensPerStep))));
            yield return job;
        }

        void Next(ImmutableSortedDictionary<long, RequestId>.Enumerator rest, long served)
        {
            if (rest.MoveNext()) queue.Enqueue((rest, served), (served, rest.Current.Key));
        }
    }

    private int ByAccount(Job a, Job b) => (Served(a), a.Number).CompareTo((Served(b), b.Number));

    private long Served(Job job) => _state.Lane(job.Lane).Of(job.Account).Served;
}
