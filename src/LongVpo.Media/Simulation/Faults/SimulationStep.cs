namespace LongVpo.Media.Simulation.Faults;

/// <summary>One thing that the simulator does at its time: what the fault engine decides and the servers carry out.</summary>
/// <param name="Due">When, in 90 kHz ticks of footage time since the start, before the speed is applied; never less than the step before.</param>
internal abstract record SimulationStep(long Due);

/// <summary>A unit goes out.</summary>
/// <param name="Due">When.</param>
/// <param name="Media">Its moment of the footage in 90 kHz ticks from the first picture.</param>
/// <param name="Wire">Its decoding time as it is written in it, in 90 kHz ticks, not wrapped.</param>
/// <param name="Bytes">Its packets as a reader gets them.</param>
/// <param name="Pid">The stream that it belongs to.</param>
/// <param name="IsKey">Whether a reader may begin here.</param>
/// <param name="IsCut">Whether the stream does not go on here as it was: other coding, announced new clock, or footage left out.</param>
internal sealed record UnitSent(long Due, long Media, long Wire, byte[] Bytes, int Pid, bool IsKey, bool IsCut) : SimulationStep(Due);

/// <summary>A fault begins.</summary>
/// <param name="Due">When.</param>
/// <param name="Fault">Its number in the script.</param>
/// <param name="Media">The footage from here on is concerned.</param>
internal sealed record FaultBegins(long Due, int Fault, long Media) : SimulationStep(Due);

/// <summary>A fault is over.</summary>
/// <param name="Due">When.</param>
/// <param name="Fault">Its number in the script.</param>
/// <param name="Media">The footage from here on is as it should be.</param>
internal sealed record FaultEnds(long Due, int Fault, long Media) : SimulationStep(Due);

/// <summary>Connections are cut and refused.</summary>
/// <param name="Due">When.</param>
internal sealed record DoorCloses(long Due) : SimulationStep(Due);

/// <summary>Connections are taken again.</summary>
/// <param name="Due">When.</param>
internal sealed record DoorOpens(long Due) : SimulationStep(Due);
