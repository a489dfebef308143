using LongVpo.Core.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.Tests.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Stage1;

/// <summary>Runs the first stage over scripted worlds with a model that sees.</summary>
internal sealed class Stage1Bed(int worlds = 400, int wrongEvery = int.MaxValue, int vague = 0)
{
    private static readonly Lazy<Calibration> Line = new(() => WorldCalibration.Of(new OutlineDescriptor()));

    public SeeingWorker Worker { get; } = new(0, worlds - 1, wrongEvery);

    public static Stage1Settings Settings { get; } = new() { CaptionPrompt = CaptionQuestionWriter.CaptionPrompt, Likeness = Line.Value.Threshold };

    public Task<Stage1Report> RunAsync(string path, long pairs, Stage1Settings? settings = null, IProgress<Stage1Progress>? progress = null, CancellationToken? cancellationToken = null) =>
        new Stage1Run(settings ?? Settings, new Stage1Sources(
            new WorldPool(0, worlds - 1, isCaptioned: false), new CaptionQuestionWriter(vague), new OutlineDescriptor(), Worker, new PictureShelf(1 << 24, static (_, _, _) => []), new ModelVersion("seeing", "00")))
            .RunAsync(path, pairs, progress, cancellationToken ?? TestContext.Current.CancellationToken);

    public static IReadOnlyList<PreferencePair> Read(string path) => SamplePairs.Read(path);
}
