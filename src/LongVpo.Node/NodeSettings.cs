namespace LongVpo.Node;

/// <summary>What a person chose on the command line, before the options file is read.</summary>
public sealed record NodeSettings
{
    /// <summary>Folder of the memory.</summary>
    public required string Store { get; init; }

    /// <summary>The model that captions and answers, as a person wrote it; null uses measurements alone.</summary>
    public string? Model { get; init; }

    /// <summary>The service that writes speech down, as a person wrote it; null leaves it to the options file.</summary>
    public string? Speech { get; init; }

    /// <summary>File of options to change; null keeps every default.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Whether to log what happens inside.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether to log what went wrong even when not verbose: for a program that runs for weeks and whose log is read afterwards.</summary>
    public bool Warnings { get; init; }

    /// <summary>The folder of a user who chose none: where the system keeps a program's data.</summary>
    public static string DefaultStore()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(string.IsNullOrEmpty(data) ? Path.GetTempPath() : data, "longvpo");
    }
}
