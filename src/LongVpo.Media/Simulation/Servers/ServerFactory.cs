using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Servers.Rtmp;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Chooses the server of a protocol, and says what each protocol can show.</summary>
internal static class ServerFactory
{
    /// <summary>The faults that a reader of this protocol can meet.</summary>
    public static IReadOnlyList<FaultKind> Kinds(SimulatedProtocol protocol) => protocol switch
    {
        // FLV, which RTMP carries, knows H.264 but not MPEG-4 Part 2.
        SimulatedProtocol.Rtmp => [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.CodecChange)],
        _ => Enum.GetValues<FaultKind>(),
    };

    public static ISimulatedServer Create(SimulationRequest request, FaultScript script, TimeSpan longestKeyGap, TimeProvider time) => request.Protocol switch
    {
        SimulatedProtocol.Hls => new HlsServer(request.Port, request.SegmentLength, longestKeyGap, time),
        SimulatedProtocol.Http => new HttpServer(request.Port),
        SimulatedProtocol.Udp => new DatagramServer(request.Port, rtp: null, time),
        SimulatedProtocol.Rtp => new DatagramServer(request.Port, new RtpPacketizer(request.Seed), time),
        SimulatedProtocol.Rtsp => new RtspServer(request.Port, request.Seed, time),
        SimulatedProtocol.Srt => new SrtServer(request.Port, time),
        SimulatedProtocol.Rtmp => new RtmpServer(request.Port, script.Faults.Any(f => f.Kind == FaultKind.Wrap)),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Protocol, "No such protocol."),
    };
}
