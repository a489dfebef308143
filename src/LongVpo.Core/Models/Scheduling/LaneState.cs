using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>A lane's accounts and what it has saved up.</summary>
/// <param name="Accounts">By account name; one without open requests is kept while it is ahead of the others, so that leaving and coming back gains nothing.</param>
/// <param name="Clock">The least service of any account with open requests; whoever comes new begins there.</param>
/// <param name="Credit">Service it was entitled to and did not get, in millionths of a step; at most one step.</param>
public sealed record LaneState(ImmutableSortedDictionary<string, Account> Accounts, long Clock, long Credit)
{
    public static LaneState Empty { get; } = new(ImmutableSortedDictionary.Create<string, Account>(StringComparer.Ordinal), 0, 0);

    /// <summary>Requests that wait or are under way.</summary>
    public int Open { get; init; }

    public int Waiting => Accounts.Values.Sum(a => a.Waiting.Count);

    public Account Of(string account) => Accounts.GetValueOrDefault(account, Account.Empty);

    /// <summary>Takes a new request in.</summary>
    public LaneState Join(Job job)
    {
        var account = Of(job.Account);
        var served = account.Open == 0 ? Math.Max(account.Served, Clock) : account.Served;
        return With(job.Account, account with { Served = served, Open = account.Open + 1, Waiting = account.Waiting.Add(job.Number, job.Id) }) with { Open = Open + 1 };
    }

    /// <summary>Has a request wait that was under way.</summary>
    public LaneState Return(Job job)
    {
        var account = Of(job.Account);
        return With(job.Account, account with { Waiting = account.Waiting.SetItem(job.Number, job.Id) });
    }

    /// <summary>Notes that a request is under way.</summary>
    public LaneState Begin(Job job)
    {
        var account = Of(job.Account);
        return With(job.Account, account with { Waiting = account.Waiting.Remove(job.Number) });
    }

    /// <summary>Lets a request go.</summary>
    public LaneState Leave(Job job)
    {
        var account = Of(job.Account);
        var left = With(job.Account, account with { Open = account.Open - 1, Waiting = account.Waiting.Remove(job.Number) }) with { Open = Open - 1 };
        return left.Settle();
    }

    /// <summary>Charges an account for service.</summary>
    public LaneState Charge(string account, long service)
    {
        var charged = Of(account);
        return With(account, charged with { Served = charged.Served + service });
    }

    /// <summary>Moves the clock on and forgets accounts that it has caught up with.</summary>
    public LaneState Settle()
    {
        if (Accounts.IsEmpty) return this;
        var clock = Math.Max(Clock, Open > 0 ? Accounts.Values.Where(a => a.Open > 0).Min(a => a.Served) : Accounts.Values.Max(a => a.Served));
        var gone = Accounts.Where(a => a.Value.Open == 0 && a.Value.Served <= clock).Select(a => a.Key).ToList();
        return this with { Clock = clock, Accounts = gone.Count == 0 ? Accounts : Accounts.RemoveRange(gone) };
    }

    private LaneState With(string name, Account account) => this with { Accounts = Accounts.SetItem(name, account) };
}
