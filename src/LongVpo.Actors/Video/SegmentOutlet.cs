using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Lets a child publish to its video without ever waiting for the video's inbox: there is a credit for each message that may be on its way, and the inbox has room for all credits.
/// </summary>
internal sealed class SegmentOutlet(int credits, Func<VideoCommand, bool> tryTell) : IDisposable
{
    private readonly SemaphoreSlim _credits = new(credits, credits);

    /// <summary>Waits until an earlier message is durable when all credits are used.</summary>
    public async ValueTask PublishAsync(VideoCommand command, CancellationToken cancellationToken)
    {
        await _credits.WaitAsync(cancellationToken);
        // A video that has closed its inbox is about to cancel its children: being told is all that is left to wait for.
        if (!tryTell(command)) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>The video has made one message durable.</summary>
    public void Acknowledge() => _credits.Release();

    public void Dispose() => _credits.Dispose();
}
