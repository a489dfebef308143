using Microsoft.Win32.SafeHandles;

namespace LongVpo.Media.Native;

/// <summary>Owns one clip that is being put together, so that its file is closed exactly once.</summary>
internal sealed class AvClipHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <param name="path">The file to write.</param>
    /// <param name="muxer">FFmpeg's name of the container.</param>
    /// <exception cref="AvException">There is no such container.</exception>
    public AvClipHandle(string path, string muxer)
        : base(ownsHandle: true)
    {
        AvNative.Load();
        SetHandle(AvNative.lv_clip_create(path, muxer));
        if (IsInvalid) throw new AvException(AvErrorCode.Container, muxer);
    }

    /// <summary>Has the clip play from a moment on, in microseconds of the timeline, although its copy begins with the key frame before; called before anything is copied.</summary>
    /// <exception cref="AvException">The container cannot say so.</exception>
    public void PlayFrom(long time)
    {
        var done = AvNative.lv_clip_play_from(this, time);
        if (done < 0) throw AvNative.LastError(done);
    }

    /// <summary>Completes the file; false when nothing was copied.</summary>
    /// <exception cref="AvException">The disk took no more.</exception>
    public bool Finish()
    {
        var done = AvNative.lv_clip_finish(this);
        return done >= 0 ? done > 0 : throw AvNative.LastError(done);
    }

    protected override bool ReleaseHandle()
    {
        AvNative.lv_clip_close(handle);
        return true;
    }
}
