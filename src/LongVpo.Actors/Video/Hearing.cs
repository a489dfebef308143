using LongVpo.Core.Time;

namespace LongVpo.Actors.Video;

/// <summary>How far the hearing of one video has come, for captions that are to know what is said: they wait for it as long as it keeps up, and no longer.</summary>
/// <param name="tap">Collects a live source's sound; null of a file.</param>
/// <param name="longestLag">Footage that may be sealed beyond what was heard of a live source, before its sound counts as missing.</param>
internal sealed class Hearing(SoundTap? tap, TimeSpan longestLag)
{
    private readonly Lock _lock = new();
    private MediaTime? _fileUntil;
    private bool _over;

    /// <summary>A file's sound before this has been heard and kept.</summary>
    public void Advance(MediaTime? until)
    {
        lock (_lock) _fileUntil = until ?? _fileUntil;
    }

    /// <summary>Nothing more will be heard.</summary>
    public void End()
    {
        lock (_lock) _over = true;
    }

    /// <summary>Whether what is said up to a time may still come.</summary>
    /// <param name="end">The time.</param>
    /// <param name="sealedTo">How far the video is sealed.</param>
    public bool IsComing(MediaTime end, MediaTime? sealedTo)
    {
        lock (_lock)
        {
            if (_over) return false;
            if (tap is null) return _fileUntil is null || _fileUntil < end;
        }

        return tap.HeardUntil is { } until && until < end && (sealedTo is not { } edge || edge.Since(until) <= longestLag);
    }
}
