using System.Collections.Immutable;
using System.Security.Cryptography;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.Rules;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// The rules of <see cref="ClipReader"/> in a network's place. It is given pixels like a network and gives the choice that it takes for right the likelihood 1; of captions, which have several
/// parts, those that share more words count for more.
/// </summary>
public sealed class RuleScorer : IAnswerScorer, IClipCaptioner
{
    private const int FrameSide = 32;

    private readonly Dictionary<string, ClipFacts> _read = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "rules:";

    /// <inheritdoc/>
    public ImmutableArray<ChoiceScores> Score(Footage? footage, IReadOnlyList<WorldQuestion> questions, CancellationToken cancellationToken)
    {
        var reader = new FactsReader(footage is null ? [] : Read(footage, cancellationToken));
        return [.. questions.Select(question => Rate(reader.Answer(question.Text), question.Choices))];
    }

    /// <inheritdoc/>
    public ImmutableArray<ClipCaption> Describe(IReadOnlyList<Footage> clips, CancellationToken cancellationToken) =>
        [.. clips.SelectMany(clip => Read(clip, cancellationToken)).Select(static facts => new ClipCaption(facts.Actor, facts.Action, facts.Place, facts.Digit))];

    /// <summary>What is read of each clip of some footage; blanks are passed over.</summary>
    public ImmutableArray<ClipFacts> Read(Footage footage, CancellationToken cancellationToken)
    {
        var frames = new List<byte[]>();
        foreach (var shown in footage.Frames)
        {
            var rgb = new byte[3 * FrameSide * FrameSide];
            shown.Draw(FrameSide, rgb);
            if (rgb.AsSpan().ContainsAnyExcept(rgb[0])) frames.Add(rgb);
        }

        var facts = ImmutableArray.CreateBuilder<ClipFacts>();
        foreach (var clip in frames.Chunk(Scene.Steps).Where(static clip => clip.Length == Scene.Steps))
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] rgb = [.. clip.SelectMany(static frame => frame)];
            var key = Convert.ToHexString(SHA256.HashData(rgb));
            if (!_read.TryGetValue(key, out var known)) _read[key] = known = ClipReader.Read(rgb);
            facts.Add(known);
        }

        return facts.ToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose() => _read.Clear();

    private static ChoiceScores Rate(string? answer, ImmutableArray<string> choices)
    {
        if (answer is null) return new ChoiceScores([.. choices.Select(static _ => 0.0)], [.. choices.Select(static _ => false)]);
        var words = answer.Split(' ');
        return new ChoiceScores([.. choices.Select(choice => -Math.Max(words.Length, choice.Split(' ').Length) + (double)words.Zip(choice.Split(' ')).Count(static pair => pair.First == pair.Second))], [.. choices.Select(choice => choice == answer)]);
    }
}
