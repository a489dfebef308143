namespace LongVpo.Media.Simulation.Faults;

/// <summary>What can go wrong with a live source.</summary>
public enum FaultKind
{
    /// <summary>Nothing is sent for a while; then the footage goes on where it stopped, late from then on. Nothing is lost.</summary>
    Stall,

    /// <summary>Nothing is sent for a while; then the footage goes on at the moment it is by then, from a key frame. What lies between is lost.</summary>
    Skip,

    /// <summary>The connection is closed and refused for a while, then the footage goes on live from a key frame. Where there is no connection (UDP, RTP), the sender is silent.</summary>
    Drop,

    /// <summary>All timestamps move from one moment on, unannounced.</summary>
    Jump,

    /// <summary>The 33-bit clock passes its end and starts from zero; with RTMP its 32-bit millisecond clock does.</summary>
    Wrap,

    /// <summary>The pictures are coded otherwise and smaller, in an elementary stream of their own, from the next key frame on.</summary>
    CodecChange,

    /// <summary>The pictures are smaller, in the same coding, from the next key frame on.</summary>
    SizeChange,

    /// <summary>A share of the transport packets is lost for a while.</summary>
    Loss,

    /// <summary>A share of the pictures and sounds is sent twice for a while.</summary>
    Duplicate,

    /// <summary>The sound stops for a while or for good; the pictures go on.</summary>
    AudioLoss,

    /// <summary>The clock begins anew elsewhere at the next key frame, announced: in the packets, and in HLS by its tag.</summary>
    Discontinuity,
}
