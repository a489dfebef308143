using LongVpo.Training.Preferences.Scenes;

namespace LongVpo.Training.Preferences.Tpo;

/// <summary>Temporal preference optimisation over any long videos.</summary>
public static class TpoStage
{
    /// <summary>A run of it; the sources' writer should be a <see cref="TpoWriter"/> of the settings' mix.</summary>
    public static SceneRun Run(TpoSettings settings, SceneSources sources) => new(settings, sources, new TpoMaker(settings, sources));
}
