using System.Runtime.CompilerServices;
using System.Text.Json;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A store that keeps events as their JSON, so that only what survives serialisation survives a restart, and that can crash before and after it has written.</summary>
public sealed class MemoryStore : IVideoStore
{
    private readonly Dictionary<VideoId, List<string>> _events = [];
    private readonly Lock _gate = new();

    public Gremlin Gremlin { get; set; } = Gremlin.None;

    /// <summary>Thrown by every append while it is set.</summary>
    public Exception? Broken { get; set; }

    public List<string> Relocations { get; } = [];

    public IReadOnlyList<string> JsonOf(VideoId video)
    {
        lock (_gate) return [.. _events.GetValueOrDefault(video) ?? []];
    }

    public IReadOnlyList<VideoEvent> EventsOf(VideoId video) => [.. JsonOf(video).Select(json => JsonSerializer.Deserialize<VideoEvent>(json)!)];

    public ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Broken is { } broken) throw broken;
        Gremlin.Pass("append");
        foreach (var happened in events) Gremlin.Pass($"appending {happened.GetType().Name}");
        long version;
        lock (_gate)
        {
            if (!_events.TryGetValue(video, out var stored)) _events[video] = stored = [];
            if (stored.Count != expectedVersion) throw new StoreException($"{video} is at version {stored.Count}, not {expectedVersion}: someone else wrote to it.");
            stored.AddRange(events.Select(e => JsonSerializer.Serialize(e)));
            version = stored.Count;
        }

        Gremlin.Pass("acknowledgement");
        foreach (var stored in events) Gremlin.Pass($"stored {stored.GetType().Name}");
        return ValueTask.FromResult(version);
    }

    public async IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Gremlin.Pass("load");
        var version = 0;
        foreach (var json in JsonOf(video)) yield return new StoredEvent(++version, JsonSerializer.Deserialize<VideoEvent>(json)!);
    }

    public ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var rules = new VideoRules(new TreeRules(new TreeOptions(), new PlainCaptions()));
        List<VideoId> videos;
        lock (_gate) videos = [.. _events.Keys];
        return ValueTask.FromResult<IReadOnlyList<VideoSummary>>(
            [.. videos.Select(video => JsonOf(video).Select(json => JsonSerializer.Deserialize<VideoEvent>(json)!).Aggregate(VideoState.Empty, rules.Apply).Summary(video))]);
    }

    public ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken)
    {
        Relocations.Add(location);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(_events.Remove(video));
    }
}
