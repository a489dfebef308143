namespace LongVpo.Media.Simulation;

/// <summary>How the simulator serves a clip.</summary>
public enum SimulatedProtocol
{
    /// <summary>HTTP Live Streaming: a sliding playlist of transport stream segments.</summary>
    Hls,

    /// <summary>One endless transport stream as the answer to an HTTP request.</summary>
    Http,

    /// <summary>Transport packets in UDP datagrams, sent to the port of the URL; a reader must listen there.</summary>
    Udp,

    /// <summary>Transport packets in RTP (payload type 33), sent to the port of the URL; a reader must listen there.</summary>
    Rtp,

    /// <summary>RTSP with RTP over UDP or within the connection, as the reader asks.</summary>
    Rtsp,

    /// <summary>Secure Reliable Transport; the simulator listens and serves one reader at a time.</summary>
    Srt,

    /// <summary>RTMP with H.264 and AAC.</summary>
    Rtmp,
}
