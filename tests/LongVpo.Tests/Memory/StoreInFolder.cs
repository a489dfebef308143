using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;
using LongVpo.TestKit;

namespace LongVpo.Tests.Memory;

/// <summary>A store of its own for one test, on the real disk, with short words for what the tests do most.</summary>
internal sealed class StoreInFolder : IAsyncDisposable
{
    private readonly TempFolder _temp = new();

    private StoreInFolder()
    {
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Folder => _temp.File("store");

    public string Database => Path.Combine(Folder, "longvpo.db");

    public StoreSession Session { get; private set; } = null!;

    public static async Task<StoreInFolder> OpenAsync()
    {
        var store = new StoreInFolder();
        await store.ReopenAsync();
        return store;
    }

    public async Task ReopenAsync()
    {
        if (Session is not null) await Session.DisposeAsync();
        Session = await StoreSession.OpenWriterAsync(Folder, new StoreOptions(), Token);
    }

    /// <summary>Adds a video with a segment per list of lines, and gives its id.</summary>
    public async Task<VideoId> AddAsync(string id, params string[][] segments)
    {
        var video = new VideoId(id);
        List<VideoEvent> events = [MadeUpVideo.Opened($"/films/{id}.mkv"), .. segments.Select((lines, i) => MadeUpVideo.Segment(i, lines))];
        await Session.Videos.AppendAsync(video, 0, events, Token);
        return video;
    }

    public async Task<IReadOnlyList<Evidence>> FindAsync(params string[] words) => await Session.Evidence.FindAsync(new EvidenceQuery { Words = [.. words.Select(w => (System.Collections.Immutable.ImmutableArray<string>)[w])] }, Token);

    public async Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query) => await Session.Evidence.FindAsync(query, Token);

    public async Task<List<VideoEvent>> EventsAsync(VideoId video)
    {
        var events = new List<VideoEvent>();
        await foreach (var item in Session.Videos.ReadAsync(video, Token)) events.Add(item.Event);
        return events;
    }

    public static TimeRange Range(double start, double end) => new(MadeUpVideo.At(start), MadeUpVideo.At(end));

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _temp.Dispose();
    }
}
