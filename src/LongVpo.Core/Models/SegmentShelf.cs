using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Models;

/// <summary>
/// Keeps a few pictures of each segment that waits for its caption, while it is watched and within a budget: beyond it the segments that wait longest lose theirs, and are decoded
/// again or described without. Watching never waits for it.
/// </summary>
/// <param name="shelf">Where the pictures themselves are.</param>
/// <param name="options">How many pictures, and how many bytes.</param>
public sealed class SegmentShelf(IPictureShelf shelf, CaptionOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<VideoId, Open> _open = [];
    private readonly Dictionary<(VideoId, SegmentId), Kept> _kept = [];
    private readonly LinkedList<Kept> _byAge = new();
    private long _bytes;

    /// <summary>Bytes of the pictures of sealed segments.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>From now on the video's pictures are kept, until what is returned is disposed.</summary>
    public IDisposable Collect(VideoId video)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(video, out var known)) known.Wanted++;
            else _open[video] = new Open { Wanted = 1 };
        }

        return new Collecting(this, video);
    }

    /// <summary>The model that captions a video knows only one number of pictures, whatever the options say.</summary>
    /// <param name="video">A video that is collected.</param>
    /// <param name="pictures">How many pictures of each segment it wants, at least 1.</param>
    public void Want(VideoId video, int pictures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pictures, 1);
        lock (_lock)
            if (_open.TryGetValue(video, out var open)) open.Pictures = pictures;
    }

    /// <summary>A run begins: what an earlier one saw of its open segment comes again.</summary>
    public void Begin(VideoId video)
    {
        lock (_lock)
            if (_open.TryGetValue(video, out var open)) open.Clear();
    }

    /// <summary>A sampled picture of the open segment. It is copied if it is kept at all.</summary>
    public void Offer(VideoId video, Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        lock (_lock)
            if (!_open.TryGetValue(video, out var asked) || asked.Seen++ % asked.Stride != 0) return;
        // Copying and hashing happen outside, since other videos come here too.
        var key = shelf.Put(frame.Pixels, frame.Width, frame.Height);
        var pixels = shelf.Take(key);
        lock (_lock)
        {
            if (pixels is not null && _open.TryGetValue(video, out var open)) open.Add(new PictureRef(key, frame.Time), pixels, open.Pictures ?? options.PicturesPerSegment);
            else pixels?.Dispose();
        }
    }

    /// <summary>The open segment is sealed; what is offered next belongs to the one after it.</summary>
    public void Seal(VideoId video, SegmentId segment)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(video, out var open)) return;
            Drop((video, segment));
            var kept = new Kept((video, segment), open.Choose(open.Pictures ?? options.PicturesPerSegment));
            if (kept.Pictures.Count == 0) return;
            _kept[kept.Name] = kept;
            kept.Place = _byAge.AddLast(kept);
            _bytes += kept.Bytes;
            while (_bytes > options.WaitingBytes && _byAge.First is { } oldest) Drop(oldest.Value.Name);
        }
    }

    /// <summary>A segment's pictures, leased anew; null when none are kept.</summary>
    public SegmentLook? Take(VideoId video, SegmentId segment)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue((video, segment), out var kept)) return null;
            var leases = kept.Pictures.Select(p => (p.Picture, Pixels: shelf.Take(p.Picture.Key))).Where(p => p.Pixels is not null).ToList();
            return new SegmentLook([.. leases.Select(p => p.Picture)], [.. leases.Select(p => p.Pixels!)]);
        }
    }

    /// <summary>The segment has its caption.</summary>
    public void Release(VideoId video, SegmentId segment)
    {
        lock (_lock) Drop((video, segment));
    }

    private void Drop((VideoId, SegmentId) name)
    {
        if (!_kept.Remove(name, out var kept)) return;
        _byAge.Remove(kept.Place!);
        _bytes -= kept.Bytes;
        foreach (var (_, pixels) in kept.Pictures) pixels.Dispose();
    }

    private void Leave(VideoId video)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(video, out var open) || --open.Wanted > 0) return;
            open.Clear();
            _open.Remove(video);
            foreach (var name in _kept.Keys.Where(name => name.Item1 == video).ToList()) Drop(name);
        }
    }

    private sealed class Collecting(SegmentShelf shelf, VideoId video) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) shelf.Leave(video);
        }
    }

    private sealed class Kept((VideoId, SegmentId) name, List<(PictureRef Picture, PicturePixels Pixels)> pictures)
    {
        public (VideoId, SegmentId) Name => name;

        public List<(PictureRef Picture, PicturePixels Pixels)> Pictures => pictures;

        public long Bytes { get; } = pictures.Sum(p => (long)p.Pixels.Width * p.Pixels.Height * 3);

        public LinkedListNode<Kept>? Place { get; set; }
    }

    // However long a segment grows, twice the wanted pictures are enough to choose from evenly.
    private sealed class Open
    {
        private readonly List<(PictureRef Picture, PicturePixels Pixels)> _pictures = [];

        public int Wanted { get; set; }

        public int? Pictures { get; set; }

        public long Seen { get; set; }

        public long Stride { get; private set; } = 1;

        public void Add(PictureRef picture, PicturePixels pixels, int wanted)
        {
            _pictures.Add((picture, pixels));
            if (_pictures.Count <= 2 * wanted) return;
            for (var i = _pictures.Count - 1; i >= 0; i--)
            {
                if (i % 2 == 0) continue;
                _pictures[i].Pixels.Dispose();
                _pictures.RemoveAt(i);
            }

            Stride *= 2;
        }

        public List<(PictureRef Picture, PicturePixels Pixels)> Choose(int wanted)
        {
            var chosen = EvenChoice.Of(_pictures.Count, wanted);
            var kept = chosen.Select(i => _pictures[i]).ToList();
            for (var i = 0; i < _pictures.Count; i++) if (!chosen.Contains(i)) _pictures[i].Pixels.Dispose();
            _pictures.Clear();
            (Seen, Stride) = (0, 1);
            return kept;
        }

        public void Clear() => Choose(0);
    }
}
