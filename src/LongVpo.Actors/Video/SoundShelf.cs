using System.Collections.Concurrent;
using LongVpo.Core.Frames;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>Where the sound of live sources goes by: whoever writes a video's speech down hangs a tap here, and nobody waits for it.</summary>
internal sealed class SoundShelf
{
    private readonly ConcurrentDictionary<VideoId, SoundTap> _taps = new();

    /// <summary>From now on the video's sound goes into this tap.</summary>
    public void Hang(VideoId video, SoundTap tap) => _taps[video] = tap;

    public void TakeDown(VideoId video) => _taps.TryRemove(video, out _);

    public void Offer(VideoId video, AudioDecoded sound)
    {
        if (_taps.TryGetValue(video, out var tap)) tap.Offer(sound);
    }
}
