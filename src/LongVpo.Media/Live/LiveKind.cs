namespace LongVpo.Media.Live;

/// <summary>How a location is read; decided from its words alone.</summary>
internal enum LiveKind
{
    /// <summary>A finished file.</summary>
    File,

    /// <summary>A file that is still written.</summary>
    Growing,

    /// <summary>A camera of this machine.</summary>
    Device,

    /// <summary>HTTP and HTTPS: HLS, or a container as it is sent.</summary>
    Http,

    Rtsp,

    Rtmp,

    Srt,

    /// <summary>UDP and RTP, which have no connection that could be lost.</summary>
    Datagram,
}
