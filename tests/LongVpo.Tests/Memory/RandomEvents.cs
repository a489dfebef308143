using System.Collections.Immutable;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Memory;

/// <summary>Events of every kind with odd but legal contents, from a seed, to show that what is stored is what is read.</summary>
internal sealed class RandomEvents(int seed)
{
    private static readonly TimeBase[] Bases = [new(1, 90_000), new(1001, 30_000), new(1, 24), new(1, 1_000_000), new(1, 12_800)];
    private static readonly string[] Texts = ["plain words", "a \"quote\" and \\ back", "straße, ελληνικά, 日本語, 🎬", "", "line one\nline two", "'; DROP TABLE events; --", "NULL", "<b>&amp;</b>"];

    private static readonly ObservationKind[] Kinds = Enum.GetValues<ObservationKind>();

    private readonly Random _random = new(seed);
    private readonly TimeBase _base = Bases[seed % Bases.Length];
    private long _ticks = -1_000;

    public List<VideoEvent> Some(int count)
    {
        List<VideoEvent> events = [Opened()];
        for (var ordinal = 0; events.Count < count;) events.Add(Next(ref ordinal));
        return events;
    }

    private VideoEvent Next(ref int ordinal) => _random.Next(10) switch
    {
        0 => new GapRecorded(Range(), Text()),
        1 => new NodeClosed(new TreeNode { Level = (TreeLevel)_random.Next(3), Ordinal = _random.Next(99), Range = Range(), Children = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Text())], Caption = Caption(), Closed = true }),
        2 => new VideoFailed(Text(), At()),
        3 => new VideoFinished((StreamEnd)_random.Next(5), Time(), new SourceCounters { PacketsRead = _random.NextInt64(), ReadErrors = 3 }, _random.Next(2) == 0 ? null : Text(), At()),
        4 => new ClockAnchored(Time(), At(), _random.Next(2) == 0) { Pace = _random.Next(2) == 0 ? null : _random.Next(1, 9) / 3.0 },
        5 => new RecordingChanged(Time(), _random.Next(2) == 0 ? null : Text(), At()),
        6 when ordinal > 0 => new CaptionWritten(Said(new SegmentId(_random.Next(ordinal)).ToString()), At()),
        7 when ordinal > 0 => new CaptionWritten(Said(TreeNode.IdOf((TreeLevel)_random.Next(3), _random.Next(9))), At()),
        _ => Sealed(ordinal++),
    };

    private ModelCaption Said(string subject) => new()
    {
        Subject = subject, Text = Text(), Model = new ModelVersion("openai:http://[::1]:1/v1#" + Text(), Text()), SameAs = _random.Next(2) == 0 ? null : "s00000", Pictures = _random.Next(9),
        From = [.. Enumerable.Range(0, _random.Next(3)).Select(i => new CaptionSource(Text(), "v" + i))], Usage = new ModelUsage(_random.Next(), 3, 4), Problem = _random.Next(2) == 0 ? null : Text(),
        LogLikelihood = _random.Next(2) == 0 ? null : -_random.NextDouble(),
    };

    private VideoOpened Opened() => new(
        new SourceDescription
        {
            Location = "/films/" + Text(), Container = "mov,mp4", DurationSeconds = _random.Next(2) == 0 ? null : _random.NextDouble() * 1e5, StartSeconds = -0.023,
            VideoCodec = "h264", Width = 640, FramesPerSecond = 23.976023976023978, VideoTimeBase = _base, TextTracks = [Text(), "srt eng"], RecordedAt = At(),
        },
        Text(),
        At());

    private SegmentSealed Sealed(int ordinal)
    {
        var range = Range();
        var observations = Enumerable.Range(0, _random.Next(6)).Select(_ => new Observation
        {
            Kind = Kinds[_random.Next(Kinds.Length)],
            Range = range,
            Text = _random.Next(3) == 0 ? null : Text(),
            Value = _random.Next(4) switch { 0 => null, 1 => double.NegativeInfinity, _ => _random.NextDouble() * 1e-7 },
            Box = _random.Next(2) == 0 ? null : new Box(_random.NextDouble(), 0.1, 1.0 / 3, 1e-9),
        });
        var descriptor = Enumerable.Range(0, _random.Next(2) * 16).Select(_ => _random.NextSingle() - 0.5f).ToImmutableArray();
        return new SegmentSealed(
            new Segment
            {
                Span = new SegmentSpan(new SegmentId(ordinal), ordinal / 2, range, (Opening)_random.Next(5), new TimeRange(range.Start, range.Start)),
                Observations = [.. observations], Caption = Caption(), Descriptor = descriptor, Carry = _random.Next(2) == 0 ? null : Text(), FramesDecoded = _random.NextInt64(), FramesCorrupt = 2,
            },
            At());
    }

    private Caption Caption() => new(Text(), _random.Next(2) == 0 ? LongVpo.Core.Segments.Caption.Observed : "torch:models/x", _random.Next(9));

    private string Text() => Texts[_random.Next(Texts.Length)];

    private DateTimeOffset At() => new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.FromHours(_random.Next(-11, 12))).AddTicks(_random.NextInt64(TimeSpan.TicksPerDay));

    private MediaTime Time() => new(_ticks += _random.Next(1, 500_000), _base);

    private TimeRange Range()
    {
        var start = new MediaTime(_ticks, _base);
        return new TimeRange(start, Time());
    }
}
