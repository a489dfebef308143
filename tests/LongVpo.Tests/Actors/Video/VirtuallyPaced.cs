using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Sources;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Plays a file as a live stream on a clock that it moves itself: real decoding, real order, and an hour that takes as long as decoding it.</summary>
public sealed class VirtuallyPaced(FileFrameSource file, MediaProbe probe, ManualTime time) : IFrameSource, IMediaProbe
{
    public async Task<SourceDescription> DescribeAsync(string location, CancellationToken cancellationToken) =>
        await probe.DescribeAsync(location, cancellationToken) with { IsLive = true, DurationSeconds = null };

    public Task<VideoId> IdentifyAsync(string location, CancellationToken cancellationToken) => probe.IdentifyAsync(location, cancellationToken);

    public async IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        MediaTime? before = null;
        await foreach (var happened in file.ReadAsync(new SourceRequest { Location = request.Location }, cancellationToken))
        {
            if (happened is FrameDecoded frame)
            {
                if (before is { } last) time.Advance(frame.Time.Since(last));
                if (before is null || Math.Floor(frame.Time.Seconds / 5) > Math.Floor(before.Value.Seconds / 5)) yield return new ClockRead(frame.Time, time.GetUtcNow(), FromStream: false);
                before = frame.Time;
            }

            yield return happened;
        }
    }
}
