namespace LongVpo.Media.Simulation.Transport;

/// <summary>The packets of one picture or one stretch of sound, with the tables that stand before them: the smallest thing that a fault takes or leaves.</summary>
/// <param name="Offset">Byte of the clip where it begins.</param>
/// <param name="Packets">Its number of packets.</param>
/// <param name="Time">When it is decoded, in 90 kHz ticks since the clip's first picture is shown; never less than its predecessor's.</param>
/// <param name="Pid">The stream of the picture or sound.</param>
/// <param name="IsKey">Whether a reader may begin here.</param>
internal readonly record struct TsUnit(long Offset, int Packets, long Time, int Pid, bool IsKey);
