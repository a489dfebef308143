using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>Has a network write captions of clips side by side, the likeliest word each time.</summary>
/// <param name="network">What writes.</param>
/// <param name="prompt">Its prompts.</param>
/// <param name="tokenizer">Its tokenizer.</param>
internal sealed class CaptionWriter(InternNetwork network, LessonPrompt prompt, ITokenizer tokenizer)
{
    private const string Question = "describe the scene";

    /// <summary>Twice the longest caption of the world.</summary>
    private const int TokensMost = 32;

    /// <summary>Captions of clips.</summary>
    /// <param name="clips">Each clip as it was read; the caller's, and moved on by this.</param>
    /// <param name="length">Tokens that the whole is rotated as.</param>
    public string[] Write(IReadOnlyList<KeyValueCache> clips, int length)
    {
        var (branch, answer) = prompt.Branch(new LessonText(Question, "?"));
        var written = clips.Select(static _ => new List<int>()).ToArray();
        var next = clips.Select(_ => branch[..answer]).ToArray();
        int[] open = [.. Enumerable.Range(0, clips.Count)];
        for (var token = 0; token < TokensMost && open.Length > 0; token++)
        {
            using var scope = network.Engine.OpenScope();
            var step = TextStep.Next([.. open.Select(clip => new CachedRow(clips[clip], next[clip].Length))], [.. open.Select(_ => length)]);
            var read = network.Read(network.Embed([.. open.SelectMany(clip => next[clip])]), step);
            int[] ends = [.. open.Select(clip => next[clip].Length)];
            for (var i = 1; i < ends.Length; i++) ends[i] += ends[i - 1];
            var largest = network.Engine.ArgMax(network.Scores(network.Engine.TakeRows(read, [.. ends.Select(static end => end - 1)])));
            step.Commit();
            for (var i = 0; i < open.Length; i++)
            {
                next[open[i]] = [largest[i]];
                if (largest[i] != prompt.EndToken) written[open[i]].Add(largest[i]);
            }

            open = [.. open.Where(clip => next[clip][0] != prompt.EndToken)];
        }

        return [.. written.Select(ids => tokenizer.Decode([.. ids], skipSpecial: true))];
    }
}
