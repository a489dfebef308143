using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Live sources that say what a test tells them, when it tells them, and keep the requests they were opened with.</summary>
public sealed class LiveSources(FrameBufferPool pool) : IFrameSource, IMediaProbe
{
    private readonly ConcurrentDictionary<string, Channel<MediaEvent>> _lines = new();

    public ConcurrentQueue<SourceRequest> Requests { get; } = new();

    /// <summary>Frames that were handed over, over all sources.</summary>
    public int FramesTold { get; private set; }

    public static VideoId IdOf(string location) => new(location.Replace("://", "-", StringComparison.Ordinal));

    public Task<SourceDescription> DescribeAsync(string location, CancellationToken cancellationToken) =>
        Task.FromResult(new SourceDescription { Location = location, Container = "rtsp", VideoCodec = "script", IsLive = true });

    public Task<VideoId> IdentifyAsync(string location, CancellationToken cancellationToken) => Task.FromResult(IdOf(location));

    public void Tell(string location, params IEnumerable<MediaEvent> happened)
    {
        foreach (var one in happened) Line(location).Writer.TryWrite(one);
    }

    /// <summary>25 frames a second of one shot, every fifth with pixels.</summary>
    public void TellFrames(string location, double from, double to, byte shot = 1)
    {
        for (var frame = (int)Math.Round(from * 25); frame < Math.Round(to * 25); frame++)
        {
            var told = ScriptedVideo.FrameOf(ScriptedVideo.At(frame / 25.0), shot);
            Tell(location, frame % 5 == 0 ? told with { Sampled = new Frame(told.Time, 2, 2, pool.Rent(12, CancellationToken.None), pool) } : told);
        }
    }

    public async IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Requests.Enqueue(request);
        await foreach (var happened in Line(request.Location).Reader.ReadAllAsync(cancellationToken))
        {
            if (happened is FrameDecoded) FramesTold++;
            yield return happened;
        }
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Drain()
    {
        foreach (var line in _lines.Values)
            while (line.Reader.TryRead(out var left)) (left as FrameDecoded)?.Sampled?.Dispose();
    }

    private Channel<MediaEvent> Line(string location) => _lines.GetOrAdd(location, _ => Channel.CreateUnbounded<MediaEvent>());
}
