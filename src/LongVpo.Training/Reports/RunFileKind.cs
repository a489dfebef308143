namespace LongVpo.Training.Reports;

/// <summary>The kinds of results that a report tells, known by what they hold and not by their names.</summary>
public enum RunFileKind
{
    /// <summary>What <c>eval world --json</c> prints.</summary>
    World,

    /// <summary>What <c>eval world --answers</c> writes: a line per question.</summary>
    Answers,

    /// <summary>What <c>eval needle --json</c> prints.</summary>
    Needle,

    /// <summary>What <c>eval blank --json</c> prints.</summary>
    Blank,

    /// <summary>What <c>eval hierarchy --json</c> prints.</summary>
    Hierarchy,

    /// <summary>What lies beside a file of pairs: filters with what they let through.</summary>
    Yields,

    /// <summary>What <c>prefs truth --json</c> prints.</summary>
    Truth,

    /// <summary>The log of a training run.</summary>
    Log,

    /// <summary>The facts of a training run, beside its network.</summary>
    Training,
}
