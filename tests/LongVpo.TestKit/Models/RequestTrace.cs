using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;

namespace LongVpo.TestKit.Models;

/// <summary>What happened to one request of a <see cref="VirtualRun"/>.</summary>
public sealed class RequestTrace(ModelRequest request, TimeSpan arrived)
{
    public ModelRequest Request => request;

    public TimeSpan Arrived => arrived;

    /// <summary>Steps that were under way or done between its arrival and its first slot.</summary>
    public int StepsBeforeFirst { get; set; }

    /// <summary>When it had its first slot.</summary>
    public TimeSpan? Begun { get; set; }

    /// <summary>When its first word was written.</summary>
    public TimeSpan? FirstWord { get; set; }

    public TimeSpan? Ended { get; set; }

    /// <summary>Replies and refusals; one, in the end.</summary>
    public List<SchedulerEffect> Endings { get; } = [];

    /// <summary>What has been written and not taken back.</summary>
    public string Text { get; set; } = string.Empty;

    public long Service { get; set; }
}
