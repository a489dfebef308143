namespace LongVpo.Core.Models;

/// <summary>Says what a model worker is doing.</summary>
public enum WorkerPhase
{
    /// <summary>The model is being loaded, for the first time or after a crash.</summary>
    Starting,

    /// <summary>Nothing is asked of it.</summary>
    Idle,

    /// <summary>Steps are being done.</summary>
    Working,

    /// <summary>The model could not be started; <see cref="WorkerStatus.Reason"/> says why.</summary>
    Down,
}
