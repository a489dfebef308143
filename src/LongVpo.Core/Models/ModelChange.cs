namespace LongVpo.Core.Models;

/// <summary>Other weights for a running model.</summary>
/// <param name="Checkpoint">Folder of the new base weights; null keeps those that are loaded.</param>
/// <param name="Adapter">Folder of the adapter that is laid over them; null lays none.</param>
public sealed record ModelChange(string? Checkpoint, string? Adapter);
