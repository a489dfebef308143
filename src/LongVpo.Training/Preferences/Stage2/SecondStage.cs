using LongVpo.Training.Preferences.Scenes;

namespace LongVpo.Training.Preferences.Stage2;

/// <summary>LongVPO's second stage over any long videos.</summary>
public static class SecondStage
{
    /// <summary>A run of it.</summary>
    public static SceneRun Run(Stage2Settings settings, SceneSources sources) => new(settings, sources, new Stage2Maker(settings, sources));
}
