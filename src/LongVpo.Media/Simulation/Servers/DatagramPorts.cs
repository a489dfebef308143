using System.Net;
using System.Net.Sockets;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Finds ports that nobody uses. The reader takes them later, so another program may be faster; then the reader says so.</summary>
internal static class DatagramPorts
{
    private const int Attempts = 64;

    /// <summary>An even port that is free together with the next one, as RTP wants it.</summary>
    /// <exception cref="SocketException">There is none.</exception>
    public static int Free()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var first = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            first.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)first.LocalEndPoint!).Port;
            if (port % 2 != 0) continue;
            try
            {
                using var second = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                second.Bind(new IPEndPoint(IPAddress.Loopback, port + 1));
                return port;
            }
            catch (SocketException) when (attempt < Attempts)
            {
                // The neighbour is taken: another pair.
            }
        }
    }
}
