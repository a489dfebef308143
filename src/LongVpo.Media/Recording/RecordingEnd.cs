using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Recording;

/// <summary>Finds out where a recorded file ends whose name does not say so, because the process that wrote it was killed.</summary>
internal static class RecordingEnd
{
    /// <summary>Where on a recorded file's own clock its first key frame lies, in microseconds; <c>LV_RECORD_LEAD_US</c> of the native side.</summary>
    public const long Lead = 10_000_000;

    private const long Never = long.MaxValue / 4;

    /// <summary>Reads the whole file; null when there is nothing in it that can be played.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MediaTime? Find(RecordedFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var session = AvSession.Open(file.Path, new AvSettings { Wants = AvWants.Video | AvWants.Audio }, cancellationToken);
            session.FindClipStart(Never, Never);
            return session.Counts.EndUs == long.MinValue ? null : MediaTime.Max(file.Start, RecordedFile.TimeOf(RecordedFile.Microseconds(file.Start) + session.Counts.EndUs - Lead));
        }
        catch (AvException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
