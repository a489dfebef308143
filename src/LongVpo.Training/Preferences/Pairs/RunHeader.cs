namespace LongVpo.Training.Preferences.Pairs;

/// <summary>The first line of a run's journal: what the run was begun with, so that it is not gone on with otherwise.</summary>
/// <param name="Schema">Version of the journal.</param>
/// <param name="Settings">A digest over everything that decides what is made: seed, models, prompts, pool, numbers.</param>
internal sealed record RunHeader(string Schema, string Settings)
{
    public const string CurrentSchema = "prefrun/1";
}
