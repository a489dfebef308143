using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Reads a scripted video as a file would be read: pooled pixels on every fifth frame, waiting for its reader, from wherever it is asked.</summary>
public sealed class ScriptedSource(ScriptedVideo video, FrameBufferPool pool) : IFrameSource, IMediaProbe
{
    public static VideoId Id { get; } = new("scripted");

    public Gremlin Gremlin { get; set; } = Gremlin.None;

    /// <summary>Thrown when reading begins, while it is set.</summary>
    public Exception? Broken { get; set; }

    /// <summary>Thrown when it is asked what it is, while it is set.</summary>
    public Exception? Unreachable { get; set; }

    public List<MediaTime?> Starts { get; } = [];

    public int FramesTold { get; private set; }

    public Task<SourceDescription> DescribeAsync(string location, CancellationToken cancellationToken) =>
        Unreachable is { } unreachable
            ? Task.FromException<SourceDescription>(unreachable)
            : Task.FromResult(new SourceDescription { Location = location, Container = "script", VideoCodec = "script", DurationSeconds = video.End.Seconds });

    public Task<VideoId> IdentifyAsync(string location, CancellationToken cancellationToken) => Task.FromResult(Id);

    public async IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await Task.Yield();
        Starts.Add(request.From);
        if (Broken is { } broken) throw broken;
        var number = 0;
        foreach (var happened in request.From is { } from ? video.From(from) : video.Events)
        {
            Gremlin.Pass("source");
            Gremlin.Pass($"told {happened.GetType().Name}");
            if (happened is not FrameDecoded frame)
            {
                yield return happened;
                continue;
            }

            FramesTold++;
            var sampled = number++ % 5 == 0 ? new Frame(frame.Time, 2, 2, pool.Rent(12, cancellationToken), pool) : null;
            yield return frame with { Sampled = sampled };
        }
    }
}
