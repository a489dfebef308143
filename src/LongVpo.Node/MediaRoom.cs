using System.Collections.Immutable;
using LongVpo.Core.Captions;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Live;
using LongVpo.Media.Observations;
using LongVpo.Media.Recording;
using LongVpo.Media.ScreenText;
using LongVpo.Media.Shots;
using LongVpo.Media.Sources;
using LongVpo.Media.Thumbnails;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>The media room put together: what reads, cuts and observes video for the actors.</summary>
internal sealed class MediaRoom : IDisposable
{
    private readonly Lazy<ScreenTextReader> _text;
    private readonly LiveHandover _handover;

    /// <param name="options">All options.</param>
    /// <param name="recordings">Folder for the packets of live sources.</param>
    /// <param name="logs">Makes the rooms' logs.</param>
    /// <param name="time">The clock of everything.</param>
    public MediaRoom(LongVpoOptions options, string recordings, ILoggerFactory logs, TimeProvider time)
    {
        _handover = new LiveHandover(time);
        Probe = new MediaProbe(options, time, _handover);
        var files = new FileFrameSource(options.Sampling, options.Source, logs.CreateLogger<FileFrameSource>());
        Recordings = new RecordingRoom(recordings, options.Recorder, time, logs.CreateLogger<RecordingRoom>());
        Source = new SourceRouter(new PacedFrameSource(files, options.Live, time), new LiveFrameSource(options, time, logs.CreateLogger<LiveFrameSource>(), _handover, Recordings));
        Sound = new FileSound(options.Source);
        Cutters = new ShotCutterFactory(options.Shots);
        // Loading Tesseract costs memory and time that a question or a list does not need.
        _text = new Lazy<ScreenTextReader>(() => new ScreenTextReader(options.ScreenText));
        Observers = new LateObservers(() => new SegmentObserverFactory(options.Observations, _text.Value, new Thumbnails(), logs.CreateLogger<SegmentObserver>()));
    }

    public static ObservedCaptions Captions { get; } = new();

    public MediaProbe Probe { get; }

    public RecordingRoom Recordings { get; }

    public IFrameSource Source { get; }

    /// <summary>The sound of files by itself.</summary>
    public FileSound Sound { get; }

    public ShotCutterFactory Cutters { get; }

    public ISegmentObserverFactory Observers { get; }

    public void Dispose()
    {
        _handover.Dispose();
        if (_text.IsValueCreated) _text.Value.Dispose();
    }

    private sealed class LateObservers(Func<ISegmentObserverFactory> make) : ISegmentObserverFactory
    {
        private readonly Lazy<ISegmentObserverFactory> _made = new(make);

        public ISegmentObserver Create(SourceDescription source, string? carry) => _made.Value.Create(source, carry);
    }

    private sealed class Thumbnails : IThumbnailEncoder
    {
        private readonly JpegEncoder _encoder = new();

        public ImmutableArray<byte> Encode(Frame frame, int maxSide) => [.. _encoder.Encode(frame, maxSide)];
    }
}
