namespace LongVpo.Benchmarks.Live;

/// <summary>How the system under measurement is put together: all of it, or without a part, to learn by the difference what that part costs.</summary>
internal sealed record LiveBedSettings
{
    /// <summary>The location whose observing is slowed; null slows none.</summary>
    public string? Slowed { get; init; }

    /// <summary>How many times as long it takes.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Whether text on screen is read.</summary>
    public bool ReadsText { get; init; } = true;

    /// <summary>Whether anything is observed at all.</summary>
    public bool Observes { get; init; } = true;

    /// <summary>Reads the settings that all measurements share: <c>--without text|observing</c>.</summary>
    public static LiveBedSettings From(LiveArguments arguments) => arguments.Text("--without") switch
    {
        "text" => new LiveBedSettings { ReadsText = false },
        "observing" => new LiveBedSettings { ReadsText = false, Observes = false },
        _ => new LiveBedSettings(),
    };
}
