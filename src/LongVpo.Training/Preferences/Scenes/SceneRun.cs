using System.Collections.Immutable;
using LongVpo.Training.Preferences.Making;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>
/// Makes pairs over long videos: captions a video, has questions written from the captions, and makes each question an attempt. It may be killed at any moment and begun again: it goes on where
/// the file ends and comes to the same bytes, and captions are not made twice.
/// </summary>
public sealed class SceneRun
{
    private const ulong DrawPurpose = 8UL << 56;
    private readonly SceneSettings _settings;
    private readonly SceneSources _sources;
    private readonly ISceneMaker _maker;

    internal SceneRun(SceneSettings settings, SceneSources sources, ISceneMaker maker) => (_settings, _sources, _maker) = (settings, sources, maker);

    /// <summary>Makes pairs until there are enough, or every question of every video was tried.</summary>
    /// <param name="path">The pair file, new or begun; captions stand beside it.</param>
    /// <param name="wanted">Pairs there shall be, those that are there included.</param>
    /// <param name="progress">Is told after every attempt.</param>
    /// <param name="cancellationToken">Stops between two attempts; the file can be gone on with.</param>
    /// <exception cref="PreferenceException">The file cannot be gone on with, or the model cannot do what is asked of it.</exception>
    public async Task<SceneReport> RunAsync(string path, long wanted, IProgress<Stage1Progress>? progress, CancellationToken cancellationToken)
    {
        _settings.Validate();
        if (_sources.Videos.Count == 0) throw new PreferenceException($"There is no video in {_sources.Videos.Name}: name some.");
        var digest = _settings.Digest(_sources);
        using var log = PairLog.Open(path, digest, cancellationToken);
        using var book = SceneBook.Open(SceneBook.PathOf(path), _sources, digest, _settings.Seed, _settings.QueriesPerVideo);
        var withdrawn = Withdrawal.Of(path);
        var refusals = PairReader.Read(path, cancellationToken).LongCount(static pair => PairRules.IsRefusal(pair.Rejected));
        await new AttemptLoop(log, refusals, _settings.MostRefusals, _settings.SideBySide)
            .RunAsync((attempt, stop) => MakeAsync(attempt, book, withdrawn, stop), wanted, (long)_sources.Videos.Count * _settings.QueriesPerVideo, progress, cancellationToken);
        return SceneReport.Of(_sources, _settings.Seed, log, [.. PairReader.Read(path, cancellationToken)], wanted);
    }

    private async Task<PairAttempt> MakeAsync(long attempt, SceneBook book, ImmutableHashSet<string> withdrawn, CancellationToken cancellationToken)
    {
        var (number, slot) = ((int)(attempt / _settings.QueriesPerVideo), (int)(attempt % _settings.QueriesPerVideo));
        var video = await _sources.Videos.OpenAsync(number, cancellationToken);
        if (withdrawn.Contains(video.SourceId)) return PairAttempt.No(RejectReasons.Withdrawn);
        if (video.Scenes.Length < _settings.LeastScenes) return PairAttempt.No(SceneReasons.FewScenes);
        var entry = await book.OfAsync(number, cancellationToken);
        if (entry.Scenes.IsEmpty) return PairAttempt.No(SceneReasons.NoFootage);
        if (slot >= entry.Queries.Length) return PairAttempt.No(SceneReasons.NoQuery);
        var query = entry.Queries[slot];
        if (SceneWords.NamesScenes(query.Question)) return PairAttempt.No(SceneReasons.NamesScenes);
        if (QuestionRules.Fault(query.Question, _settings.QuestionWords) is { } unfit) return PairAttempt.No(unfit);
        if (query.Scenes.IsDefaultOrEmpty) return PairAttempt.No(SceneReasons.Citation);
        // A video is never without mistakes; those about other scenes only make a question harder to answer from the whole.
        if (query.Scenes.Any(scene => entry.Scenes[scene].Certainty < _settings.LeastCertainty)) return PairAttempt.No(RejectReasons.UnsureCaption);
        return await _maker.MakeAsync(new SceneTask(attempt, number, video, entry, query, WorldRandom.For(_settings.Seed, DrawPurpose + (ulong)attempt)), cancellationToken);
    }
}
