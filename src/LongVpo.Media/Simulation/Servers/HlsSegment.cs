namespace LongVpo.Media.Simulation.Servers;

/// <summary>One segment of an HLS stream.</summary>
/// <param name="Number">Its media sequence number.</param>
/// <param name="Length">How long it is shown.</param>
/// <param name="Begun">When its first picture was sent.</param>
/// <param name="IsCut">Whether the stream does not go on in it as it was before.</param>
/// <param name="Bytes">Its transport packets.</param>
internal sealed record HlsSegment(int Number, TimeSpan Length, DateTimeOffset Begun, bool IsCut, ReadOnlyMemory<byte> Bytes)
{
    public string Name => $"segment{Number}.ts";
}
