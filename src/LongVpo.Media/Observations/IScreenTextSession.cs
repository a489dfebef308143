using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>The reading of one segment's screen text, so that recognising can run along while the segment is still open.</summary>
public interface IScreenTextSession : IAsyncDisposable
{
    /// <summary>Takes the next sampled frame, in time order. The session leases the frame itself if it reads it after returning; waits when it is behind.</summary>
    ValueTask PushAsync(Frame frame, CancellationToken cancellationToken);

    /// <summary>Ends the session and tells what was read.</summary>
    /// <param name="range">The sealed segment; what is told lies within it.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    ValueTask<ScreenTextResult> FinishAsync(TimeRange range, CancellationToken cancellationToken);
}
