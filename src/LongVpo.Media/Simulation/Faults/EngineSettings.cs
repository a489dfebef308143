namespace LongVpo.Media.Simulation.Faults;

/// <summary>What the engine must know of a run besides its clip and script.</summary>
/// <param name="Seed">Decides which packets are lost or sent twice.</param>
/// <param name="Loop">Whether the clip begins again at its end.</param>
/// <param name="KeepsPast">Whether a reader can still fetch what was sent while the door was closed.</param>
internal sealed record EngineSettings(int Seed, bool Loop, bool KeepsPast);
