using System.Collections.Immutable;
using System.Numerics.Tensors;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Models.Generation;

/// <summary>
/// Writes texts with a network, many at once: sequences join and leave between steps, prompts are read in pieces of any size, and each text comes out as if it were alone. It schedules
/// nothing: who has a slot is decided outside. One thread at a time.
/// </summary>
public sealed class TextGenerator : IDisposable
{
    /// <summary>Rows whose scores are held at once: a vocabulary of 150,000 makes each 0.6 MB.</summary>
    private const int ScoresAtOnce = 64;

    private readonly InternNetwork _network;
    private readonly GenerationOptions _options;
    private readonly ImmutableHashSet<int> _ends;
    private readonly PictureReader _pictures;
    private readonly PrefixStore _prefixes;
    private readonly INetworkTap? _tap;

    /// <param name="network">What writes.</param>
    /// <param name="options">Budgets and thinning.</param>
    /// <param name="ends">Tokens that end a text.</param>
    /// <param name="tap">Sees every array on the way; null in operation.</param>
    public TextGenerator(InternNetwork network, GenerationOptions options, IEnumerable<int> ends, INetworkTap? tap = null)
    {
        (_network, _options, _tap) = (network, options, tap);
        _ends = [.. ends];
        _pictures = new PictureReader(network, options.PicturesAtOnce, options.PictureBytes);
        _prefixes = new PrefixStore(options.PrefixBytes);
        ContextTokens = network.Config.Text.ContextTokens;
    }

    /// <summary>Most tokens of prompt and answer together.</summary>
    public int ContextTokens { get; }

    /// <summary>Bytes of remembered beginnings.</summary>
    public long PrefixBytes => _prefixes.Bytes;

    /// <summary>Pictures that the network had to look at so far.</summary>
    public long PicturesLooked => _pictures.Looked;

    /// <summary>Prepares a text to be written. Takes no memory of the device.</summary>
    /// <exception cref="ModelException">The prompt is empty, or longer than the model's context.</exception>
    public TextSequence Admit(TokenPrompt prompt, GenerationSettings settings) => Prepare(prompt, settings, scores: false);

    /// <summary>Prepares a given response to be scored: its last piece must be the response. The sequence ends when all of it was read.</summary>
    public TextSequence AdmitScoring(TokenPrompt prompt, ReadOnlySpan<int> response)
    {
        if (response.IsEmpty) throw new ModelException("The response to score is empty: give at least one token.");
        return Prepare(prompt.With(response), new GenerationSettings(), scores: true);
    }

    /// <summary>
    /// Does one step for these sequences together. One whose prompt is read to its end also writes its first token. When the device is full, remembered beginnings are let go
    /// before anything else.
    /// </summary>
    /// <exception cref="OutOfMemoryException">The step left nothing behind: every sequence is where it was.</exception>
    public void Step(params ReadOnlySpan<SequenceSlot> slots)
    {
        foreach (var slot in slots) Check(slot);
        var all = slots.ToArray();
        MakingRoom(() =>
        {
            See(all);
            Do(all);
        });
    }

    /// <summary>
    /// Looks at the pictures that the next tokens of a prompt need, so that a picture which is gone is known to be this text's. <see cref="Step"/> does it too where it was not done.
    /// </summary>
    /// <exception cref="ModelException">A picture is gone.</exception>
    /// <exception cref="OutOfMemoryException">There is no room to look; the text is where it was.</exception>
    public void Look(SequenceSlot slot) => MakingRoom(() => See([slot]));

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefixes.Dispose();
        _pictures.Dispose();
    }

    private static void Check(SequenceSlot slot)
    {
        if (slot.Sequence.Finish is not null) throw new ArgumentException("A text that has ended cannot have a slot.", nameof(slot));
        if (slot.PromptTokens <= 0 && slot.Sequence.PromptLeft > 0) throw new ArgumentException("A text whose prompt is not read cannot be written.", nameof(slot));
    }

    private TextSequence Prepare(TokenPrompt prompt, GenerationSettings settings, bool scores)
    {
        var tokens = prompt.Tokens;
        if (tokens == 0) throw new ModelException("The prompt is empty: give at least one token.");
        if (tokens >= ContextTokens && !(scores && tokens == ContextTokens))
            throw new ModelException($"The prompt has {tokens} tokens and the model reads {ContextTokens} with its answer: give fewer pictures or words.");
        string[] names = _options.PrefixBytes > 0 ? PromptChain.Of(prompt, _network.Angles.Base(tokens)) : [];
        if (names.Length > 0) names[^1] = string.Empty;
        var thinning = new VisualThinning(_options.VisualKeepRatio, _options.VisualAlike);
        return new TextSequence(prompt, settings, scores, thinning, _prefixes.Find(names, !thinning.Off)) { Names = names };
    }

    private void MakingRoom(Action work)
    {
        while (true)
        {
            try
            {
                work();
                return;
            }
            catch (OutOfMemoryException) when (_prefixes.DropOldest())
            {
                // There was something to let go, so it is tried again.
            }
        }
    }

    private void See(SequenceSlot[] slots)
    {
        var wanted = new List<(TextSequence Sequence, int Piece, IPromptPicture Picture)>();
        foreach (var slot in slots)
            foreach (var (piece, picture) in slot.Sequence.Unseen(slot.PromptTokens)) wanted.Add((slot.Sequence, piece, picture));
        if (wanted.Count == 0) return;
        var seen = _pictures.Look([.. wanted.Select(static want => want.Picture)]);
        foreach (var (want, tokens) in wanted.Zip(seen)) want.Sequence.Saw(want.Piece, tokens);
    }

    private void Do(SequenceSlot[] slots)
    {
        using var scope = _network.Engine.OpenScope();
        var (rows, parts, cached, prompts) = (new StepRows(), new SequencePart[slots.Length], new CachedRow[slots.Length], new int[slots.Length]);
        var wanted = new List<WantedRow>();
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var (sequence, first) = (slots[slot].Sequence, rows.Count);
            parts[slot] = sequence.Lay(slots[slot].PromptTokens, rows);
            sequence.Cache ??= _network.Engine.NewCache(_network.CacheShape);
            (cached[slot], prompts[slot]) = (new CachedRow(sequence.Cache, parts[slot].Count), sequence.PromptTokens);
            foreach (var (row, token) in parts[slot].Targets) wanted.Add(new WantedRow(slot, first + row, token));
            if (parts[slot].Writes) wanted.Add(new WantedRow(slot, rows.Count - 1, null));
        }

        var step = TextStep.Next(cached, prompts);
        var read = _network.Read(rows.Embed(_network), step, _tap);
        var outcome = new List<(int Slot, float? LogProbability, int Token, bool IsWritten)>();
        foreach (var some in wanted.Chunk(ScoresAtOnce)) Score(read, some, slots, outcome);
        step.Commit();
        for (var slot = 0; slot < slots.Length; slot++) Pass(slots[slot].Sequence, parts[slot]);
        foreach (var (slot, logProbability, token, isWritten) in outcome)
        {
            if (logProbability is { } known) slots[slot].Sequence.Score(known);
            if (isWritten) Take(slots[slot].Sequence, token);
        }

    }

    private void Score(Tensor read, WantedRow[] wanted, SequenceSlot[] slots, List<(int Slot, float? LogProbability, int Token, bool IsWritten)> outcome)
    {
        using var scope = _network.Engine.OpenScope();
        var scores = _network.Scores(_network.Engine.TakeRows(read, [.. wanted.Select(static want => want.Row)]), _tap);
        int[]? largest = null;
        float[]? all = null;
        for (var row = 0; row < wanted.Length; row++)
        {
            var (slot, _, target) = wanted[row];
            var sequence = slots[slot].Sequence;
            if (target is null && sequence.Sampler.IsLargest && !sequence.Settings.TellsLikelihood)
            {
                outcome.Add((slot, null, (largest ??= _network.Engine.ArgMax(scores))[row], true));
                continue;
            }

            if (all is null) _network.Engine.Read(scores, all = new float[scores.Count]);
            var mine = all.AsSpan(row * scores.Width, scores.Width);
            if (target is { } given)
            {
                outcome.Add((slot, LogProbability(mine, given), given, false));
                continue;
            }

            // The sampler changes the scores as it chooses.
            var plain = sequence.Settings.TellsLikelihood ? mine.ToArray() : null;
            var chosen = sequence.Sampler.Choose(mine, sequence.Written.Count);
            outcome.Add((slot, plain is null ? null : LogProbability(plain, chosen), chosen, true));
        }
    }

    private static float LogProbability(Span<float> scores, int token)
    {
        var (own, best) = (scores[token], TensorPrimitives.Max<float>(scores));
        TensorPrimitives.Subtract(scores, best, scores);
        TensorPrimitives.Exp(scores, scores);
        return own - best - MathF.Log(TensorPrimitives.Sum<float>(scores));
    }

    private void Pass(TextSequence sequence, SequencePart part)
    {
        var ends = sequence.Pass(part);
        if (ends.Count > 0) _prefixes.Put(sequence.Cache!, ends, sequence.Thinning);
        if (sequence.ScoresResponse && sequence.PromptLeft == 0) sequence.Finish = FinishReason.Stop;
    }

    private void Take(TextSequence sequence, int token)
    {
        sequence.Write(token);
        if (_ends.Contains(token)) sequence.Finish = FinishReason.Stop;
        else if (sequence.Written.Count >= sequence.Settings.MaxTokens || sequence.Length + 1 > ContextTokens) sequence.Finish = FinishReason.Length;
    }

    private readonly record struct WantedRow(int Slot, int Row, int? Target);
}
