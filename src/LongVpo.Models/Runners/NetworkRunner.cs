using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Runners;

/// <summary>Runs a model of the InternVL family in this process. Steps calculate on a thread of the pool, so that whoever schedules can listen meanwhile.</summary>
public sealed class NetworkRunner : IModelRunner
{
    private readonly ITensorEngine _engine;
    private readonly IPictureShelf _shelf;
    private readonly GenerationOptions _options;
    private readonly Dictionary<RequestId, RunningRequest> _texts = [];
    private readonly Dictionary<RequestId, RunningEmbedding> _embeddings = [];
    private readonly PositionChoice? _positions;
    private LoadedModel _model;
    private TextGenerator _generator;

    private NetworkRunner(ITensorEngine engine, LoadedModel model, IPictureShelf shelf, GenerationOptions options, PositionChoice? positions)
    {
        (_engine, _model, _shelf, _options, _positions) = (engine, model, shelf, options, positions);
        _generator = new TextGenerator(model.Network, options, model.Ends);
    }

    /// <inheritdoc/>
    public ModelVersion Version => _model.Version;

    /// <inheritdoc/>
    public RunnerLimits Limits => new(_options.StepTokens, _options.Sequences, _options.RequestBytes);

    /// <summary>Loads a model's folder.</summary>
    /// <param name="engine">What calculates; belongs to the runner from now on.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="shelf">Where its pictures are.</param>
    /// <param name="options">Limits and budgets.</param>
    /// <param name="positions">How positions are stretched instead of as the folder says; null leaves them.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ModelException">The folder cannot be used.</exception>
    public static async ValueTask<NetworkRunner> LoadAsync(
        ITensorEngine engine, string folder, IPictureShelf shelf, GenerationOptions options, PositionChoice? positions, CancellationToken cancellationToken)
    {
        try
        {
            return new NetworkRunner(engine, await Task.Run(() => LoadedModel.Load(engine, folder, null, positions, cancellationToken), cancellationToken), shelf, options, positions);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<AdmittedCost> AdmitAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(request switch
        {
            ChatRequest chat => AdmitChat(chat),
            ScoringRequest scoring => AdmitScoring(scoring),
            EmbeddingRequest embedding => AdmitEmbedding(embedding),
            _ => throw new ModelException($"{Version.Name} writes, scores and embeds text and cannot do a {request.GetType().Name}: name another model for it."),
        });
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<SlotResult>> StepAsync(ImmutableArray<StepSlot> slots, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => Step(slots), cancellationToken);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new ModelCrashedException($"A step of {Version.Name} failed on {_engine.Name}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Release(RequestId request)
    {
        _embeddings.Remove(request);
        if (_texts.Remove(request, out var running)) running.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask SwapAsync(ModelChange change, CancellationToken cancellationToken)
    {
        var next = await Task.Run(() => LoadedModel.Load(_engine, change.Checkpoint ?? _model.Folder, change.Adapter, _positions, cancellationToken), cancellationToken);
        _generator.Dispose();
        _model.Dispose();
        (_model, _generator) = (next, new TextGenerator(next.Network, _options, next.Ends));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var running in _texts.Values) running.Dispose();
        _texts.Clear();
        _generator.Dispose();
        _model.Dispose();
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private AdmittedCost AdmitChat(ChatRequest chat)
    {
        var prompt = _model.Prompts.Build(chat.Messages.Select(PromptTurn.Of));
        return Take(chat.Id, judged: false, _generator.Admit(Tokens(prompt.Ids.AsSpan(), chat.Messages), chat.Settings), chat.Settings.MaxTokens);
    }

    /// <summary>The reply is scored as an assistant's turn with its end, as preference training does.</summary>
    private AdmittedCost AdmitScoring(ScoringRequest scoring)
    {
        var prompt = _model.Prompts.Build([.. scoring.Messages.Select(PromptTurn.Of), PromptTurn.Of(ChatMessage.Of(ChatRole.Assistant, scoring.Response))], openAnswer: false);
        var end = prompt.Labels.AsSpan().LastIndexOfAnyExcept(Prompt.Ignored) + 1;
        var start = prompt.Labels.AsSpan(0, end).LastIndexOf(Prompt.Ignored) + 1;
        var pictures = Tokens(prompt.Ids.AsSpan(0, start), scoring.Messages);
        return Take(scoring.Id, judged: true, _generator.AdmitScoring(pictures, prompt.Ids.AsSpan(start, end - start)), 0);
    }

    private AdmittedCost AdmitEmbedding(EmbeddingRequest embedding)
    {
        ImmutableArray<int[]> texts = [.. embedding.Texts.Select(text => _model.Tokenizer.EncodePlain(text))];
        if (texts.IsEmpty || texts.Any(static text => text.Length == 0)) throw new ModelException("A text without words has no vector: leave it out.");
        if (texts.FirstOrDefault(text => text.Length > _generator.ContextTokens) is { } long_)
            throw new ModelException($"A text has {long_.Length} tokens and the model reads {_generator.ContextTokens}: divide it.");
        var running = new RunningEmbedding(embedding.Id, _model.Network, texts);
        _embeddings.Add(embedding.Id, running);
        return new AdmittedCost(running.PromptLeft, 0, texts.Max(static text => text.Length) * BytesPerToken());
    }

    private TokenPrompt Tokens(ReadOnlySpan<int> ids, ImmutableArray<ChatMessage> messages)
    {
        var pictures = messages.SelectMany(static message => message.Parts).OfType<PicturesPart>().SelectMany(static part => part.Pictures);
        return TokenPrompt.Of(_model.Network, ids, _model.Prompts.ImageToken, [.. pictures.Select(picture => new ShelfPicture(_shelf, picture, _model.Pictures))]);
    }

    private AdmittedCost Take(RequestId id, bool judged, TextSequence sequence, int answer)
    {
        try
        {
            foreach (var (_, picture) in sequence.Unseen(int.MaxValue / 2)) ((ShelfPicture)picture).Require();
        }
        catch
        {
            sequence.Dispose();
            throw;
        }

        _texts.Add(id, new RunningRequest(id, sequence, _model.Tokenizer) { IsJudged = judged });
        return new AdmittedCost(sequence.PromptTokens, sequence.CachedTokens, (sequence.PromptTokens + answer) * BytesPerToken());
    }

    /// <summary>Why a network that knows only its own world does not speak on these pictures; null where it may. All of them are measured before the first is read, so that nothing of it is remembered.</summary>
    private string? Strange(RunningRequest running)
    {
        if (_model.Familiarity is not { } familiar || running.IsJudged) return null;
        running.IsJudged = true;
        var pixels = new float[_model.Pictures.Floats];
        var distance = running.Sequence.Unseen(int.MaxValue / 2).Select(one => Measure(one.Picture, pixels, familiar)).DefaultIfEmpty(0).Average();
        return distance <= familiar.Limit ? null : string.Create(CultureInfo.InvariantCulture,
            $"The pictures are unlike anything that {Version.Name} was taught (distance {distance:0.00}, at most {familiar.Limit:0.00}), so it keeps silent.");
    }

    private static double Measure(IPromptPicture picture, float[] pixels, Familiarity familiar)
    {
        picture.Read(pixels);
        return familiar.Distance(pixels, picture.Width);
    }

    private long BytesPerToken() => _model.Network.CacheShape.PerToken * (_engine.Activations == ElementType.BFloat16 ? 2L : 4L);

    private ImmutableArray<SlotResult> Step(ImmutableArray<StepSlot> slots)
    {
        var results = new Dictionary<RequestId, SlotResult>();
        var going = new List<(RequestId Id, SequenceSlot Slot)>();
        foreach (var slot in slots.Where(slot => _texts.ContainsKey(slot.Request)))
        {
            var part = new SequenceSlot(_texts[slot.Request].Sequence, slot.PromptTokens);
            try
            {
                if (Strange(_texts[slot.Request]) is { } strange)
                {
                    results[slot.Request] = new SlotResult(slot.Request, 0) { Failure = strange, IsLasting = true };
                    continue;
                }

                _generator.Look(part);
                going.Add((slot.Request, part));
            }
            catch (ModelException gone)
            {
                results[slot.Request] = new SlotResult(slot.Request, 0) { Failure = gone.Message };
            }
        }

        // Vectors come first: they stay when the texts find no room, but a text that has moved on could not be told again.
        foreach (var slot in slots.Where(slot => _embeddings.ContainsKey(slot.Request))) results[slot.Request] = _embeddings[slot.Request].Read(slot.PromptTokens);
        if (going.Count > 0) _generator.Step([.. going.Select(static one => one.Slot)]);
        foreach (var (id, _) in going) results[id] = _texts[id].Tell();
        foreach (var (id, result) in results)
            if (result.Finish is not null || result.Failure is not null) Release(id);
        return [.. slots.Select(slot => results[slot.Request])];
    }
}
