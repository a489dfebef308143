using System.Collections.Immutable;
using LongVpo.Actors.Video;
using LongVpo.Core.Captions;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions;
using LongVpo.Media.Live;
using LongVpo.Media.Observations;
using LongVpo.Media.ScreenText;
using LongVpo.Media.Shots;
using LongVpo.Media.Sources;
using LongVpo.Media.Thumbnails;
using LongVpo.Memory.Stores;
using LongVpo.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Benchmarks.Live;

/// <summary>The whole system on a store of its own, put together as a node puts it together, but with meters between its rooms.</summary>
internal sealed class LiveBed : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly StoreSession _store;
    private readonly ScreenTextReader? _text;

    private LiveBed(LiveBedSettings settings, TempFolder folder, StoreSession store)
    {
        // One picture a second is what the bounds on live watching are stated for.
        var options = new LongVpoOptions { Sampling = new SamplingOptions { Interval = TimeSpan.FromSeconds(1) } };
        var time = TimeProvider.System;
        (_folder, _store) = (folder, store);
        _text = settings.ReadsText ? new ScreenTextReader(options.ScreenText) : null;
        var observers = new SegmentObserverFactory(options.Observations, _text, new Thumbnails(), NullLogger<SegmentObserver>.Instance);
        Observers = new MeteredObservers(settings.Observes ? observers : null, settings.Slowed, settings.Factor);
        var files = new FileFrameSource(options.Sampling, options.Source, NullLogger<FileFrameSource>.Instance);
        Source = new MeteredSource(new SourceRouter(new PacedFrameSource(files, options.Live, time), new LiveFrameSource(options, time, NullLogger<LiveFrameSource>.Instance)));
        var cutters = new ShotCutterFactory(options.Shots);
        Videos = new VideoSystem(
            new VideoSystemParts
            {
                Probe = new MediaProbe(options, time),
                Source = Source,
                Cutters = cutters,
                Observers = Observers,
                Captions = new ObservedCaptions(),
                Store = store.Videos,
                Watches = store.Watches,
                Answers = new MomentAnswerer(store.Videos, store.Segments, store.Evidence, (list, segments, evidence) => new QuestionAnswerer(list, segments, evidence, options.Questions)),
                Recipe = "benchmark",
                Options = new VideoSystemOptions { Analysis = options.Analysis, Inbox = options.Inbox, Restart = options.Restart, Segments = options.Segments, Trees = options.Trees },
            },
            time,
            NullLoggerFactory.Instance);
    }

    public VideoSystem Videos { get; }

    public MeteredObservers Observers { get; }

    public MeteredSource Source { get; }

    /// <summary>How much later than a moment it is decided whether a shot ends there: a part of every lag that no machine shortens.</summary>
    public static TimeSpan CutLatency => ShotCutter.Latency;

    /// <summary>What was found and read as text on screen so far; null when nothing is read.</summary>
    public ScreenTextCounters? Text => _text?.Counters;

    /// <summary>Bytes of the store's files.</summary>
    public long StoreBytes => new DirectoryInfo(_folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    public static async Task<LiveBed> OpenAsync(LiveBedSettings settings)
    {
        var folder = new TempFolder();
        return new LiveBed(settings, folder, await StoreSession.OpenWriterAsync(folder.Path, new StoreOptions(), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await Videos.DisposeAsync();
        await _store.DisposeAsync();
        _text?.Dispose();
        _folder.Dispose();
    }

    private sealed class Thumbnails : IThumbnailEncoder
    {
        private readonly JpegEncoder _encoder = new();

        public ImmutableArray<byte> Encode(Frame frame, int maxSide) => [.. _encoder.Encode(frame, maxSide)];
    }
}
