using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Observations;

/// <summary>
/// Puts together everything that is known about a segment without a language model: measurements, screen text, timed lines and a thumbnail.
/// It holds no more than two frames of its own; what the screen text session keeps is the session's.
/// </summary>
public sealed partial class SegmentObserver : ISegmentObserver
{
    private readonly ObservationOptions _options;
    private readonly IScreenTextReader? _reader;
    private readonly IThumbnailEncoder? _thumbnails;
    private readonly ILogger _logger;
    private readonly TimedLines _lines;
    private SegmentMeter _meter;
    private KeyFrameChooser _keyFrames = new();
    private IScreenTextSession? _text;

    /// <param name="options">Thresholds.</param>
    /// <param name="reader">Reads screen text; null leaves it out.</param>
    /// <param name="thumbnails">Makes thumbnails; null leaves them out.</param>
    /// <param name="logger">Hears of lines that were given up.</param>
    /// <param name="carry">The carry of the segment sealed before; null at the beginning.</param>
    /// <exception cref="FormatException">A carry that no observer wrote.</exception>
    public SegmentObserver(ObservationOptions options, IScreenTextReader? reader, IThumbnailEncoder? thumbnails, ILogger<SegmentObserver> logger, string? carry)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        (_options, _reader, _thumbnails, _logger) = (options, reader, thumbnails, logger);
        var before = ObserverCarry.Read(carry);
        _lines = new TimedLines(before.Lines, options.MostPendingLines);
        _meter = new SegmentMeter(options);
        _text = reader?.Begin(before.ScreenText);
    }

    /// <inheritdoc/>
    public async ValueTask PushAsync(MediaEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case FrameDecoded frame:
                _meter.Add(frame);
                if (frame.Sampled is { } sampled) await SampleAsync(sampled, frame.Thumb, cancellationToken);
                break;
            case AudioDecoded sound:
                _meter.Add(sound);
                break;
            case TextDecoded line:
                _lines.Add(line);
                break;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ObservedSegment> SealAsync(SegmentSpan span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(span);
        var measured = _meter.Measure(span);
        var (lines, waiting) = _lines.Seal(span.Range);
        var thumbnail = Thumbnail(span);
        var words = _text is null ? new ScreenTextResult([], null) : await _text.FinishAsync(span.Range, cancellationToken);
        if (_lines.Lost > 0) LogLost(_logger, _lines.Lost, span.Id);
        await BeginNextAsync(words.Carry);
        return new ObservedSegment
        {
            Observations = SegmentMeter.Ordered([.. measured.Observations, .. lines, .. words.Observations]),
            Descriptor = measured.Descriptor,
            Thumbnail = thumbnail,
            Carry = new ObserverCarry(words.Carry, waiting).Write(),
            FramesDecoded = measured.Frames,
            FramesCorrupt = measured.Corrupt,
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _keyFrames.Dispose();
        if (_text is not null) await _text.DisposeAsync();
        _text = null;
    }

    private async ValueTask SampleAsync(Frame sampled, FrameThumb thumb, CancellationToken cancellationToken)
    {
        if (_thumbnails is not null) _keyFrames.Add(sampled, thumb);
        if (_text is not null) await _text.PushAsync(sampled, cancellationToken);
    }

    private ImmutableArray<byte> Thumbnail(SegmentSpan span) =>
        _thumbnails is not null && _keyFrames.Best(span.Transition) is { } frame ? _thumbnails.Encode(frame, _options.ThumbnailSide) : [];

    private async ValueTask BeginNextAsync(string? screenText)
    {
        _keyFrames.Dispose();
        _keyFrames = new KeyFrameChooser();
        _meter = new SegmentMeter(_options);
        if (_text is not null) await _text.DisposeAsync();
        _text = _reader?.Begin(screenText);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lost} timed lines were given up by segment {Segment}: too many waited for segments to come.")]
    private static partial void LogLost(ILogger logger, int lost, SegmentId segment);
}
