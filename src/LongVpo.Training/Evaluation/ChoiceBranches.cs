using System.Collections.Immutable;
using System.Numerics.Tensors;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using Tensor = LongVpo.Models.Tensors.Tensor;

namespace LongVpo.Training.Evaluation;

/// <summary>Questions behind one reading of footage, and the choices behind each question: every word in common is read once.</summary>
internal sealed class ChoiceBranches : IDisposable
{
    /// <summary>Rows whose scores are held at once: a vocabulary of 150,000 makes each 0.6 MB.</summary>
    private const int RowsAtOnce = 64;

    private readonly InternNetwork _network;
    private readonly KeyValueCache _begin;
    private readonly int _length;
    private readonly (int[] Ids, int Answer)[][] _texts;
    private readonly double[][] _sums;
    private readonly bool[][] _greedy;
    private readonly List<KeyValueCache> _forks = [];

    /// <param name="network">What scores.</param>
    /// <param name="begin">The footage as it was read; stays the caller's.</param>
    /// <param name="length">Tokens that the whole is rotated as.</param>
    /// <param name="texts">For each question, for each choice, the tokens behind the footage and where among them the answer begins.</param>
    public ChoiceBranches(InternNetwork network, KeyValueCache begin, int length, (int[] Ids, int Answer)[][] texts)
    {
        (_network, _begin, _length, _texts) = (network, begin, length, texts);
        _sums = [.. texts.Select(static choices => new double[choices.Length])];
        _greedy = [.. texts.Select(static choices => Enumerable.Repeat(true, choices.Length).ToArray())];
    }

    /// <summary>Reads and scores all of them. Once.</summary>
    public ImmutableArray<ChoiceScores> Score()
    {
        var questions = new KeyValueCache[_texts.Length];
        for (var i = 0; i < questions.Length; i++) _forks.Add(questions[i] = _begin.Fork(_begin.Length));
        Pass([.. _texts.Select((choices, i) => new Part(questions[i], choices[0].Ids[..choices[0].Answer], i, -1))]);
        var answers = new List<Part>();
        for (var i = 0; i < _texts.Length; i++)
        {
            for (var choice = 0; choice < _texts[i].Length; choice++)
            {
                var (ids, from) = _texts[i][choice];
                // What follows the last token of an answer is of no interest.
                if (ids.Length - from < 2) continue;
                var fork = questions[i].Fork(questions[i].Length);
                _forks.Add(fork);
                answers.Add(new Part(fork, ids[from..^1], i, choice));
            }
        }

        if (answers.Count > 0) Pass(answers);
        return [.. _sums.Select((sums, i) => new ChoiceScores([.. sums], [.. _greedy[i]]))];
    }

    public void Dispose()
    {
        foreach (var fork in _forks) fork.Dispose();
        _forks.Clear();
    }

    private void Pass(List<Part> parts)
    {
        using var scope = _network.Engine.OpenScope();
        var rows = new CachedRow[parts.Count];
        var prompts = new int[parts.Count];
        var wanted = new List<Target>();
        var at = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var part = parts[i];
            (rows[i], prompts[i]) = (new CachedRow(part.Cache, part.Ids.Length), _length);
            if (part.Choice < 0)
            {
                for (var choice = 0; choice < _texts[part.Question].Length; choice++)
                    wanted.Add(new Target(at + part.Ids.Length - 1, _texts[part.Question][choice].Ids[_texts[part.Question][choice].Answer], part.Question, choice));
            }
            else
            {
                var (ids, from) = _texts[part.Question][part.Choice];
                for (var token = 0; token < part.Ids.Length; token++) wanted.Add(new Target(at + token, ids[from + token + 1], part.Question, part.Choice));
            }

            at += part.Ids.Length;
        }

        var step = TextStep.Next(rows, prompts);
        var read = _network.Read(_network.Embed([.. parts.SelectMany(static part => part.Ids)]), step);
        foreach (var some in wanted.GroupBy(static target => target.Row).Chunk(RowsAtOnce)) Rate(read, some);
        step.Commit();
    }

    private void Rate(Tensor read, IGrouping<int, Target>[] wanted)
    {
        using var scope = _network.Engine.OpenScope();
        var scores = _network.Scores(_network.Engine.TakeRows(read, [.. wanted.Select(static row => row.Key)]));
        var all = new float[scores.Count];
        _network.Engine.Read(scores, all);
        for (var row = 0; row < wanted.Length; row++)
        {
            var mine = all.AsSpan(row * scores.Width, scores.Width);
            var largest = TensorPrimitives.IndexOfMax<float>(mine);
            var best = (double)mine[largest];
            var sum = 0.0;
            foreach (var score in mine) sum += Math.Exp(score - best);
            foreach (var target in wanted[row])
            {
                _sums[target.Question][target.Choice] += mine[target.Token] - best - Math.Log(sum);
                _greedy[target.Question][target.Choice] &= target.Token == largest;
            }
        }
    }

    /// <summary>Tokens that are read behind a cache: a question's words, or with a choice that choice's.</summary>
    private readonly record struct Part(KeyValueCache Cache, int[] Ids, int Question, int Choice);

    /// <summary>A row behind which a token of a choice is scored.</summary>
    private readonly record struct Target(int Row, int Token, int Question, int Choice);
}
