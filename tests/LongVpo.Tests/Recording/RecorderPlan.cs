using LongVpo.Core.Options;
using LongVpo.Media.Simulation;
using LongVpo.Tests.Live;

namespace LongVpo.Tests.Recording;

/// <summary>One recording of <see cref="RecorderRuns"/>: what is sent, what goes wrong, until which second it is watched, and how it is kept.</summary>
public sealed record RecorderPlan(SimulatedProtocol Protocol, string Faults, double Until)
{
    /// <summary>Length of a file in seconds.</summary>
    public double FileSeconds { get; init; } = 2;

    /// <summary>Most bytes that are kept; null for the usual.</summary>
    public long? MostBytes { get; init; }

    /// <summary>Bytes of the disk that must stay free.</summary>
    public long KeepFree { get; init; }

    /// <summary>Tells recordings apart that are alike, but of which one is changed by its test.</summary>
    public string Purpose { get; init; } = "";

    public LongVpoOptions Options
    {
        get
        {
            var recorder = new RecorderOptions { FileLength = TimeSpan.FromSeconds(FileSeconds), KeepFreeBytes = KeepFree, RestWhenFull = TimeSpan.FromSeconds(0.5) };
            return LiveWatch.Options with { Recorder = MostBytes is { } most ? recorder with { MaxBytesPerVideo = most } : recorder };
        }
    }
}
