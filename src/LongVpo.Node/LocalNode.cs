using LongVpo.Actors.Video;
using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions;
using LongVpo.Core.Questions.Models;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Media.Recording;
using LongVpo.Media.Sources;
using LongVpo.Memory.Stores;
using LongVpo.Node.Clips;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;
using LongVpo.Node.Telemetry;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>
/// Everything on one machine behind one object: what the command line calls, and nothing but composition. A writer holds its store alone; readers may look beside it.
/// </summary>
public sealed class LocalNode : IAsyncDisposable
{
    private readonly StoreSession _store;
    private readonly VideoSystem _videos;
    private readonly LongVpoOptions _options;
    private readonly MediaProbe _probe;
    private readonly TreeRules _trees;
    private readonly MediaRoom _media;
    private readonly NodeGround _ground;
    private readonly ILoggerFactory _logs;
    private readonly TimeProvider _time;
    private readonly VideoInstruments _instruments;
    private readonly SemaphoreSlim _standingTurn = new(1, 1);
    private StandingRoom? _standing;
    private StatusFile? _status;
    private RecordingCare? _care;

    private LocalNode(StoreSession store, NodeGround ground, TimeProvider time)
    {
        (_store, _ground, _options, _logs, _time) = (store, ground, ground.Options, ground.Logs, time);
        var (options, logs) = (_options, _logs);
        _media = new MediaRoom(options, Path.Combine(store.Folder, "recordings"), logs, time);
        _probe = _media.Probe;
        _trees = new TreeRules(options.Trees, MediaRoom.Captions);
        var pictures = Pictures = new FootagePictures(ground.Models, _media.Source, store.Videos, store.Segments);
        var captions = new CaptionParts
        {
            Models = ground.Models, Store = store.Videos, Segments = store.Segments, Pictures = pictures, Kept = ground.Models.Kept, Options = options.Captions,
        };
        var look = ground.Model is null ? null : new LookParts(ground.Model, pictures, store.Captions, options.Looks, time);
        var parts = new VideoSystemParts
        {
            Probe = _probe,
            Source = _media.Source,
            Cutters = _media.Cutters,
            Observers = _media.Observers,
            Captions = MediaRoom.Captions,
            Store = store.Videos,
            Watches = store.Watches,
            Answers = new MomentAnswerer(store.Videos, store.Segments, store.Evidence, (list, segments, evidence) => Answerer(list, segments, evidence, look)),
            Models = captions,
            Speech = ground.Speech is null ? null : new SpeechParts { Model = ground.Speech, Files = _media.Sound, Options = options.Speech },
            Recipe = Recipe.Of(options),
            Options = new VideoSystemOptions
            {
                Analysis = options.Analysis, Inbox = options.Inbox, Restart = options.Restart, Segments = options.Segments, Trees = options.Trees,
            },
        };
        _videos = new VideoSystem(parts, time, logs);
        _instruments = new VideoInstruments(_videos.Counts, options.Telemetry.VideosApart);
        Clips = new ClipMaker(store, _videos.LoadAsync, _media.Recordings, new ClipCutter(options.Source), _probe);
    }

    /// <summary>Every model of this node.</summary>
    public ModelRoom Models => _ground.Models;

    /// <summary>The node's own model; null when there is none.</summary>
    public OpenModel? Model => _ground.Model;

    /// <summary>The service that writes speech down; null where there is none.</summary>
    public OpenModel? Speech => _ground.Speech;

    /// <summary>The actors, for whoever hosts many videos at once.</summary>
    public VideoSystem Videos => _videos;

    /// <summary>Cuts clips out of what is watched.</summary>
    public ClipMaker Clips { get; }

    internal StoreSession Store => _store;

    internal ISegmentPictures Pictures { get; }

    internal LongVpoOptions Options => _options;

    internal TimeProvider Time => _time;

    internal ILoggerFactory Logs => _logs;

    /// <summary>Lets other processes know where this node takes requests, so that they need not be told.</summary>
    internal void ListensAt(string url)
    {
        if (_status is not null) _status.Url = url;
    }

    /// <summary>Takes up standing questions and webhooks, once however often it is called: two that carry the same question would only stand in each other's way.</summary>
    /// <param name="allowLocal">Whether webhooks may be on this machine; the first call decides.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="StoreException">The stored questions cannot be read.</exception>
    internal async Task<StandingRoom> StartStandingAsync(bool allowLocal, CancellationToken cancellationToken)
    {
        await _standingTurn.WaitAsync(cancellationToken);
        try
        {
            return _standing ??= await StandingRoom.StartAsync(this, allowLocal, cancellationToken);
        }
        finally
        {
            _standingTurn.Release();
        }
    }

    /// <summary>Opens a store for watching and asking; it is made when there is none, and old videos leave it when retention says so.</summary>
    /// <exception cref="StoreException">It is held by another process, or cannot be used.</exception>
    /// <exception cref="SettingsException">The options file cannot be used.</exception>
    public static async Task<LocalNode> OpenWriterAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var ground = await NodeGround.LayAsync(settings, watches: true, TimeProvider.System, cancellationToken);
        var options = ground.Options;
        var store = await OnAsync(ground, () => StoreSession.OpenWriterAsync(settings.Store, options.Store, cancellationToken));
        var node = new LocalNode(store, ground, TimeProvider.System);
        await store.Care.ApplyRetentionAsync(options.Store.Retention, node._time.GetUtcNow(), cancellationToken);
        node._status = new StatusFile(node._videos, node.Models, store.Folder, node._time, node._logs.CreateLogger<StatusFile>());
        node._care = new RecordingCare(node._media.Recordings, node._time, node._logs.CreateLogger<RecordingCare>());
        return node;
    }

    /// <summary>Opens a store for asking only, also while another process watches into it.</summary>
    /// <exception cref="StoreException">There is none, or it cannot be read.</exception>
    /// <exception cref="SettingsException">The options file cannot be used.</exception>
    public static async Task<LocalNode> OpenReaderAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var ground = await NodeGround.LayAsync(settings, watches: false, TimeProvider.System, cancellationToken);
        return new LocalNode(await OnAsync(ground, () => StoreSession.OpenReaderAsync(settings.Store, ground.Options.Store, cancellationToken)), ground, TimeProvider.System);
    }

    /// <summary>Watches a file to its end, or goes on where an earlier run stopped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="again">Forget what is remembered of it first.</param>
    /// <param name="progress">Told after each sealed segment.</param>
    /// <param name="cancellationToken">Stops watching; what is sealed stays.</param>
    /// <exception cref="SourceException">The file cannot be used.</exception>
    /// <exception cref="StoreException">The store cannot take it.</exception>
    public async Task<AnalysisDocument> AnalyzeAsync(string path, bool again, IProgress<ProgressDocument> progress, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        if (!File.Exists(path) && SourceRouter.IsLive(path)) throw new SourceException($"{SourceRouter.Shown(path)} plays on its own clock: use longvpo watch for it.");
        var location = Path.GetFullPath(path);
        var source = await _probe.DescribeAsync(location, cancellationToken);
        var request = new AnalysisRequest
        {
            Location = location, Afresh = again, Model = _ground.Model?.Name, Progress = new ProgressReport(progress, path, source.StartSeconds, _time),
        };
        var outcome = await _videos.AnalyzeAsync(request, cancellationToken);
        if (outcome.Refusal is not null || (outcome.Failed && outcome.Summary is null)) throw new SourceException(outcome.Message ?? $"{path} was refused.");
        if (outcome.AlreadyFinished && outcome.Summary is { } known && known.Location != location) await _store.Videos.RelocateAsync(outcome.Video, location, cancellationToken);
        var summary = outcome.Summary ?? throw new SourceException(outcome.Message ?? $"{path} could not be analysed.");
        var length = summary is { Start: { } start, Watermark: { } end } ? end.Since(start).TotalSeconds : 0;
        return new AnalysisDocument(
            outcome.Video.Value, path, Math.Round(length, 6), summary.Segments, outcome.FramesDecoded, outcome.FramesCorrupt,
            Math.Round(_time.GetElapsedTime(began).TotalSeconds, 3), Message(outcome.Message, source.HasVideo, path));
    }

    /// <summary>The video that a person means: a file that is there, or an id of the store.</summary>
    /// <exception cref="SettingsException">It is neither.</exception>
    public async Task<VideoId> ResolveAsync(string fileOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fileOrId);
        if (File.Exists(fileOrId)) return await _probe.IdentifyAsync(Path.GetFullPath(fileOrId), cancellationToken);
        var list = await _store.Videos.ListAsync(cancellationToken);
        var known = list.FirstOrDefault(v => v.Video.Value == fileOrId || v.Location == fileOrId) ?? list.FirstOrDefault(v => v.Location == Path.GetFullPath(fileOrId));
        return known?.Video ?? throw new SettingsException($"{fileOrId} is neither a file nor the id or URL of a remembered video: see longvpo list.");
    }

    /// <exception cref="SettingsException">Nothing is remembered of it.</exception>
    public Task<TreeDocument> TreeAsync(VideoId video, CancellationToken cancellationToken) =>
        TreeReader.ReadAsync(_store.Videos, new VideoRules(_trees), video, cancellationToken);

    /// <summary>The container's first timestamp in seconds, from which players count.</summary>
    public async Task<double> ContainerStartAsync(VideoId video, CancellationToken cancellationToken) =>
        (await _videos.LoadAsync(video, cancellationToken)).Source?.StartSeconds ?? 0;

    /// <summary>Answers a question; where the node has a model and the question names no way to ask it, by map and reduce.</summary>
    public async Task<AnswerDocument> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var asked = ForModel(question);
        return Documents.From(await _videos.AskAsync(asked, LimitOf(asked), cancellationToken));
    }

    /// <summary>The question as this node asks its model; unchanged when it has none.</summary>
    internal Question ForModel(Question question) => _ground.Model is null ? question with { Mode = null } : question with { Mode = question.Mode ?? AnswerMode.MapReduce };

    /// <summary>The longest wait for an answer: a model's own and what comes before and after it; null takes the option's.</summary>
    internal TimeSpan? LimitOf(Question question) => question.Mode is null ? null : _options.Looks.Limit + _options.Analysis.AnswerLimit;

    /// <param name="words">Words to look for; a part in double quotes must stand together.</param>
    /// <param name="videos">Files or ids to look in; all when empty.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="cancellationToken">Leaves without a result.</param>
    public async Task<SearchDocument> SearchAsync(string words, IReadOnlyList<string> videos, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(videos);
        var ids = new List<VideoId>();
        foreach (var video in videos) ids.Add(await ResolveAsync(video, cancellationToken));
        var found = await _store.Evidence.FindAsync(SearchWords.Parse(words) with { Videos = [.. ids], Limit = limit }, cancellationToken);
        return new SearchDocument([.. found.Select(Documents.From)]);
    }

    public async Task<ListDocument> ListAsync(CancellationToken cancellationToken) =>
        new([.. (await _store.Videos.ListAsync(cancellationToken)).Select(v => new VideoDocument(
            v.Video.Value, v.Location, v is { Start: { } start, Watermark: { } end } ? Math.Round(end.Since(start).TotalSeconds, 3) : 0, v.Segments, v.Finished))]);

    /// <returns>False when nothing was remembered.</returns>
    public async Task<bool> ForgetAsync(VideoId video, CancellationToken cancellationToken)
    {
        var removed = await _videos.DeleteAsync(video, cancellationToken);
        _media.Recordings.Forget(video);
        return removed;
    }

    /// <summary>How much of a video is remembered, without opening the store for writing.</summary>
    /// <exception cref="SettingsException">It is neither a file nor a remembered video.</exception>
    public static async Task<Remembered> RememberedAsync(NodeSettings settings, string fileOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!StoreSession.Exists(settings.Store))
            return File.Exists(fileOrId) ? Remembered.Nothing : throw new SettingsException($"{fileOrId} is not a file, and there is no store in {settings.Store} to look for it in.");
        await using var node = await OpenReaderAsync(settings, cancellationToken);
        var video = await node.ResolveAsync(fileOrId, cancellationToken);
        var known = (await node._store.Videos.ListAsync(cancellationToken)).FirstOrDefault(v => v.Video == video);
        return known is null || known.Segments == 0 ? Remembered.Nothing : known.Finished ? Remembered.Whole : Remembered.Partly;
    }

    /// <summary>How every video of a store is doing: by the node that runs on it, else by what is stored.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be read.</exception>
    public static async Task<StatusDocument> StatusAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var now = TimeProvider.System.GetUtcNow();
        if (StatusFile.Read(settings.Store, now) is { } running) return running;
        await using var node = await OpenReaderAsync(settings, cancellationToken);
        var videos = await node._videos.StatusAsync(cancellationToken);
        return new StatusDocument(now, Running: false, [.. videos.Select(WatchDocuments.From)]);
    }

    /// <summary>Where the node that serves a store takes requests; null when none does.</summary>
    public static string? ServedAt(NodeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return StatusFile.Read(settings.Store, TimeProvider.System.GetUtcNow())?.Url;
    }

    public async ValueTask DisposeAsync()
    {
        if (_status is not null) await _status.DisposeAsync();
        if (_standing is not null) await _standing.DisposeAsync();
        _standingTurn.Dispose();
        if (_care is not null) await _care.DisposeAsync();
        await _videos.DisposeAsync();
        _media.Dispose();
        await _store.DisposeAsync();
        await _ground.DisposeAsync();
        _instruments.Dispose();
    }

    private static string? Message(string? message, bool hasPicture, string path) =>
        message ?? (hasPicture ? null : $"{path} has no picture, only sound: it was analysed for sound alone.");

    private IQuestionAnswerer Answerer(IVideoStore list, ISegmentReader segments, IEvidenceFinder evidence, LookParts? look)
    {
        var measured = new QuestionAnswerer(list, segments, evidence, _options.Questions, _store.Captions);
        return look is null ? measured : new ModelAnswerer(measured, list, segments, evidence, look);
    }

    private static async Task<StoreSession> OnAsync(NodeGround ground, Func<Task<StoreSession>> open)
    {
        try
        {
            return await open();
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }
}
