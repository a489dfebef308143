using LongVpo.Core.Models;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What a run over long videos works with.</summary>
/// <param name="Videos">The videos.</param>
/// <param name="Captioner">Who captions scenes that have none.</param>
/// <param name="Writer">Who writes questions.</param>
/// <param name="Judge">Who judges responses by words.</param>
/// <param name="Asker">The model under training.</param>
/// <param name="Model">Its weights.</param>
public sealed record SceneSources(ISceneVideos Videos, SceneCaptioner Captioner, IQueryWriter Writer, IPairJudge Judge, SceneAsker Asker, ModelVersion Model)
{
    /// <summary>The weights, as pairs name them.</summary>
    public string Digest => $"sha256:{Model.Digest}";

    /// <summary>Everyone's names, as part of what a run was begun with.</summary>
    internal string Told => string.Join('\n', Digest, Videos.Name, Captioner.Name, Writer.Name, Judge.Name);
}
