using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>The picture buffers of one live source and the count of its frames. A live source never waits for a buffer: it drops the oldest picture that waits, or the new one.</summary>
internal sealed class LivePictures
{
    private const int LeastPictures = 4;
    private readonly FrameBufferPool _pool;
    private readonly LiveQueue _queue;

    public LivePictures(LiveOptions live, SamplingOptions sampling, LiveQueue queue)
    {
        // The usual picture is 16:9; a taller one costs more, a smaller source much less.
        var bytes = (long)sampling.MaxSidePixels * (sampling.MaxSidePixels * 9 / 16) * 3;
        _pool = new FrameBufferPool((int)Math.Max((long)live.PictureMemoryMiB * 1024 * 1024 / Math.Max(bytes, 1), LeastPictures));
        _queue = queue;
    }

    public int Capacity => _pool.CapacityFrames;

    /// <summary>Buffers that are out.</summary>
    public int Outstanding => _pool.Outstanding;

    public long Decoded { get; private set; }

    public long Sampled { get; private set; }

    public long Corrupt { get; private set; }

    private MediaTime? LastTime { get; set; }

    /// <summary>Copies the picture that the session shows; false when every buffer is held by the reader.</summary>
    public bool TryCopy(AvSession session, out Frame? picture, CancellationToken cancellationToken)
    {
        picture = null;
        while (!_queue.Waits && _pool.Outstanding >= _pool.CapacityFrames)
            if (!_queue.DropOldestPicture()) return false;
        var pixels = _pool.Rent(session.Data.Length, cancellationToken);
        session.Data.CopyTo(pixels);
        picture = new Frame(session.Time, session.Width, session.Height, pixels, _pool);
        return true;
    }

    /// <summary>Counts a frame that was let go because there was no buffer for its picture.</summary>
    public void LetGo() => _queue.PutDropped(LastTime ?? MediaTime.Zero);

    /// <summary>Remembers how far the timeline has come, for frames that are let go.</summary>
    public void Reached(MediaTime time) => LastTime = time;

    public void Count(bool corrupt, bool sampled)
    {
        Decoded++;
        if (corrupt) Corrupt++;
        if (sampled) Sampled++;
    }
}
