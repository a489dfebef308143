using LongVpo.Core.Models;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.Preferences.Stage2;
using LongVpo.Training.Preferences.Tpo;

namespace LongVpo.Training.Tests.Preferences.Scenes;

/// <summary>Runs the second stage and TPO over short episodes with a model that sees.</summary>
internal sealed class SceneBed
{
    private readonly EpisodeVideos _videos;

    public SceneBed(int episodes = 60, int wrongEvery = int.MaxValue, bool isCaptioned = false)
    {
        _videos = new EpisodeVideos(0, episodes - 1, [new(6, 50), new(9, 50)], isCaptioned);
        Worker = new EpisodeWorker(_videos, wrongEvery);
    }

    public static Stage2Settings Settings { get; } = new() { LeastSpan = 1, LeastChanges = 1 };

    public EpisodeWorker Worker { get; }

    public Task<SceneReport> Stage2Async(string path, long pairs, Stage2Settings? settings = null, IProgress<Stage1Progress>? progress = null, CancellationToken? cancellationToken = null) =>
        SecondStage.Run(settings ?? Settings, Sources(new RuleQueryWriter(RuleQueryWriter.ManyScenes), (settings ?? Settings).LeastCertainty > 0))
            .RunAsync(path, pairs, progress, cancellationToken ?? TestContext.Current.CancellationToken);

    public Task<SceneReport> TpoAsync(string path, long pairs, TpoSettings settings) =>
        TpoStage.Run(settings, Sources(new TpoWriter(new RuleQueryWriter(RuleQueryWriter.OneScene), new RuleQueryWriter(RuleQueryWriter.ManyScenes), settings.Localized)))
            .RunAsync(path, pairs, null, TestContext.Current.CancellationToken);

    private SceneSources Sources(IQueryWriter writer, bool isAskedAgain = false)
    {
        var asker = new SceneAsker(Worker, new PictureShelf(1 << 26, static (_, _, _) => []), _videos, 64);
        return new SceneSources(_videos, new SceneCaptioner(asker, CaptionQuestionWriter.CaptionPrompt, readsMemory: false, isAskedAgain), writer, new WordJudge(1), asker, new ModelVersion("episodes", "00"));
    }
}
