namespace LongVpo.Cli;

/// <summary>What the program tells the shell, as search tools do.</summary>
internal static class ExitCode
{
    /// <summary>It was done, or something was found.</summary>
    public const int Found = 0;

    /// <summary>It was looked for, and there is nothing.</summary>
    public const int NothingFound = 1;

    /// <summary>It could not be done; one sentence on standard error says why.</summary>
    public const int Error = 2;
}
