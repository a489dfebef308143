namespace LongVpo.Media.Simulation.Servers;

/// <summary>A request of HTTP or RTSP, which are written alike.</summary>
/// <param name="Method">Such as GET or PLAY.</param>
/// <param name="Target">What is asked for.</param>
/// <param name="Headers">By their names, in any case.</param>
internal sealed record TextRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers);
