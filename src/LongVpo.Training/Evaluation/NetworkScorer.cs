using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// A network that is judged. The frames of a piece of footage are read once; its questions branch off behind them, and the choices of each question behind its words, all in three passes.
/// </summary>
public sealed class NetworkScorer : IAnswerScorer, IClipCaptioner
{
    private const int TokensAtOnce = 512;
    private const int QuestionsAtOnce = 16;
    private const int ClipsAtOnce = 16;

    /// <summary>Tokens that a question and its answer are taken for where positions are stretched, so that all questions about one length are stretched alike.</summary>
    private const int QuestionTokens = 40;

    private readonly ITensorEngine _engine;
    private readonly NetworkWeights _weights;
    private readonly InternConfig _config;
    private readonly LessonPrompt _prompt;
    private readonly ITokenizer _tokenizer;
    private readonly FrameLook _look;
    private readonly PositionStretch _positions;
    private readonly Dictionary<int, (InternNetwork Network, int[] Prefix)> _lengths = [];

    private NetworkScorer(string name, ITensorEngine engine, InternConfig config, NetworkWeights weights, ITokenizer tokenizer, LessonPrompt prompt, PicturePreparer preparer, PositionStretch positions)
    {
        (Name, _engine, _config, _weights, _tokenizer, _prompt, _positions) = (name, engine, config, weights, tokenizer, prompt, positions);
        _look = new FrameLook(preparer);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a model's folder.</summary>
    /// <param name="engine">What calculates; belongs to the scorer from now on.</param>
    /// <param name="path">The folder.</param>
    /// <param name="positions">How positions are stretched.</param>
    /// <param name="adapter">An adapter that is laid over the folder's weights; null lays none.</param>
    /// <exception cref="ModelException">The folder or the adapter cannot be used; one sentence.</exception>
    public static NetworkScorer Open(ITensorEngine engine, string path, PositionStretch positions, string? adapter = null)
    {
        try
        {
            using var folder = CheckpointFolder.Open(path);
            using var adapted = adapter is null ? null : new AdaptedWeights(folder, adapter);
            var tokenizer = TokenizerReader.Open(path);
            var prompt = new LessonPrompt(tokenizer, new PromptBuilder(tokenizer, folder.Config.TokensPerTile, PromptStyle.Read(path)));
            var preparer = new PicturePreparer(PictureSettings.Read(path, folder.Config, frames: true));
            var held = folder.Weights[WeightLayout.Embeddings].Type == ElementType.BFloat16 ? ElementType.BFloat16 : ElementType.Float32;
            var weights = NetworkWeights.Load(engine, folder.Config, adapted is null ? folder : adapted, held);
            return new NetworkScorer(adapter is null ? $"torch:{path}" : $"torch:{path}+{adapter}", engine, folder.Config, weights, tokenizer, prompt, preparer, positions);
        }
        catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
        {
            engine.Dispose();
            throw new ModelException(failure.Message, failure);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<ChoiceScores> Score(Footage? footage, IReadOnlyList<WorldQuestion> questions, CancellationToken cancellationToken)
    {
        var (network, prefix) = Length(footage?.Frames.Length ?? 0);
        using var begin = _engine.NewCache(network.CacheShape);
        Read(network, begin, prefix, footage is null ? [] : _look.Look(network, footage.Frames), cancellationToken);
        var scores = ImmutableArray.CreateBuilder<ChoiceScores>();
        foreach (var some in questions.Chunk(QuestionsAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var branches = new ChoiceBranches(network, begin, prefix.Length + QuestionTokens, [.. some.Select(question => question.Choices.Select(choice => _prompt.Branch(new LessonText(question.Text, choice))).ToArray())]);
            scores.AddRange(branches.Score());
        }

        return scores.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<ClipCaption> Describe(IReadOnlyList<Footage> clips, CancellationToken cancellationToken)
    {
        var captions = ImmutableArray.CreateBuilder<ClipCaption>();
        foreach (var some in clips.Chunk(ClipsAtOnce))
        {
            var (network, prefix) = Length(some[0].Frames.Length);
            var caches = new List<KeyValueCache>();
            try
            {
                foreach (var clip in some)
                {
                    caches.Add(_engine.NewCache(network.CacheShape));
                    Read(network, caches[^1], prefix, _look.Look(network, clip.Frames), cancellationToken);
                }

                captions.AddRange(new CaptionWriter(network, _prompt, _tokenizer).Write(caches, prefix.Length + QuestionTokens).Select(ClipCaption.Read));
            }
            finally
            {
                foreach (var cache in caches) cache.Dispose();
            }
        }

        return captions.ToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _engine.Dispose();
    }

    private (InternNetwork Network, int[] Prefix) Length(int frames)
    {
        if (_lengths.TryGetValue(frames, out var known)) return known;
        var prefix = _prompt.Prefix(frames);
        var trained = _prompt.Prefix(_positions.TrainedFrames).Length + QuestionTokens;
        var config = _positions.For(prefix.Length + QuestionTokens, trained)?.Over(_config) ?? _config;
        return _lengths[frames] = (new InternNetwork(_engine, config, _weights), prefix);
    }

    /// <summary>Reads the frames into the cache, a piece at a time so that memory stays bounded.</summary>
    private void Read(InternNetwork network, KeyValueCache cache, int[] prefix, float[] visual, CancellationToken cancellationToken)
    {
        var (width, seen) = (network.Config.Text.Hidden, 0);
        for (var at = 0; at < prefix.Length; at += TokensAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = _engine.OpenScope();
            var ids = prefix.AsSpan(at, Math.Min(TokensAtOnce, prefix.Length - at));
            var places = new List<int>();
            for (var i = 0; i < ids.Length; i++)
                if (visual.Length > 0 && ids[i] == _prompt.ImageToken) places.Add(i);
            var rows = places.Count == 0 ? null : _engine.From(visual.AsSpan(seen * width, places.Count * width), places.Count, width);
            var step = TextStep.Next([new CachedRow(cache, ids.Length)], [prefix.Length + QuestionTokens]);
            network.Read(network.Embed(ids, [.. places], rows), step);
            step.Commit();
            seen += places.Count;
        }
    }
}
