using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Actors.Video;

/// <summary>Remembers who waits for a video across restarts of its actor: what an incarnation loses by crashing must not include its callers. Used by that actor alone.</summary>
internal sealed class AnalysisDesk
{
    private readonly List<AnalysisTicket> _waiting = [];
    private int _runs;

    public bool IsWanted => _waiting.Exists(t => !t.HasLeft);

    /// <summary>The source as the last caller found it.</summary>
    public SourceDescription? Source { get; private set; }

    /// <summary>How fast the last caller wants a file played; null as fast as it decodes.</summary>
    public double? Pace { get; private set; }

    /// <summary>Whether anything was read for those who wait now, in whichever incarnation.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Where the first run for those who wait now went on; null at the beginning.</summary>
    public MediaTime? ResumedFrom { get; private set; }

    /// <summary>Runs are numbered across incarnations, so that no message of an earlier one is taken for a new one's.</summary>
    public int NextRun(MediaTime? resumedFrom)
    {
        if (!HasRun) (HasRun, ResumedFrom) = (true, resumedFrom);
        return ++_runs;
    }

    public void Add(AnalysisTicket ticket, SourceDescription source, double? pace)
    {
        (Source, Pace) = (source, pace);
        _waiting.Add(ticket);
    }

    public void Remove(AnalysisTicket ticket)
    {
        _waiting.Remove(ticket);
        if (!IsWanted) (HasRun, ResumedFrom) = (false, null);
    }

    public void Report(VideoProgress now) => _waiting.ForEach(t => t.Report(now));

    public void SettleAll(AnalysisOutcome outcome)
    {
        _waiting.ForEach(t => t.Settle(outcome with { ResumedFrom = ResumedFrom }));
        _waiting.Clear();
        (HasRun, ResumedFrom) = (false, null);
    }
}
