using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>Writes lessons as the product writes its prompts, and lays those of one length side by side: per video its frames, then each question with its answer. Safe for any number of threads.</summary>
public sealed class LessonPacker
{
    private readonly PromptBuilder _prompts;
    private readonly int _blindPrefix;

    /// <param name="tokenizer">The network's tokenizer.</param>
    /// <param name="prompts">The network's prompts.</param>
    public LessonPacker(ITokenizer tokenizer, PromptBuilder prompts)
    {
        _prompts = prompts;
        _blindPrefix = 1 + tokenizer.EncodePlain("user\n").Length;
    }

    /// <summary>Packs lessons whose videos are of one length.</summary>
    /// <exception cref="ArgumentException">There are none, their videos are not of one length, or nothing is asked.</exception>
    public PackedLessons Pack(ImmutableArray<Lesson> lessons)
    {
        if (lessons.IsEmpty || lessons.Any(lesson => lesson.Script?.FrameCount != lessons[0].Script?.FrameCount)) throw new ArgumentException("Only videos of one length can be read side by side.");
        var frames = lessons[0].Script?.FrameCount ?? 0;
        var prefix = Prefix(frames);
        var branches = lessons.Select(lesson => lesson.Texts.Select(Branch).ToArray()).ToArray();
        var all = branches.SelectMany(of => of).ToArray();
        if (all.Length == 0) throw new ArgumentException("No lesson of the part asks anything.");
        var shape = new BranchShape(lessons.Length, prefix.Length, branches.Max(of => of.Length), all.Max(branch => branch.Ids.Length));

        var ids = new int[shape.Tokens];
        Array.Fill(ids, _prompts.EndToken);
        var (rows, targets, runs, places) = (new List<int>(), new List<int>(), new List<int>(), new List<int>());
        for (var lesson = 0; lesson < lessons.Length; lesson++)
        {
            var begin = lesson * shape.PerSequence;
            prefix.CopyTo(ids, begin);
            for (var i = 0; i < prefix.Length; i++)
                if (prefix[i] == _prompts.ImageToken) places.Add(begin + i);
            for (var number = 0; number < branches[lesson].Length; number++)
            {
                var (branch, from) = branches[lesson][number];
                var at = begin + shape.Prefix + (number * shape.Length);
                branch.CopyTo(ids, at);
                for (var i = from; i < branch.Length; i++)
                {
                    rows.Add(at + i - 1);
                    targets.Add(branch[i]);
                }

                runs.Add(branch.Length - from);
            }
        }

        return new PackedLessons(shape, frames, [.. ids], [.. places], [.. rows], [.. targets], [.. runs]);
    }

    private int[] Prefix(int frames)
    {
        if (frames == 0) return [.. _prompts.Build([new PromptTurn(ChatRole.User, [new WordsPiece("?")])]).Ids.Take(_blindPrefix)];
        var ids = _prompts.Build([new PromptTurn(ChatRole.User, [new VideoPiece(frames)])]).Ids;
        return [.. ids.Take(ids.LastIndexOf(_prompts.ImageToken) + 1)];
    }

    /// <summary>Everything behind the frames up to the answer's end, and where the answer begins.</summary>
    private (int[] Ids, int Answer) Branch(LessonText text)
    {
        var prompt = _prompts.Build(
            [new PromptTurn(ChatRole.User, [new VideoPiece(1), new WordsPiece(text.Question)]), new PromptTurn(ChatRole.Assistant, [new WordsPiece(text.Answer)])], openAnswer: false);
        var begin = prompt.Ids.LastIndexOf(_prompts.ImageToken) + 1;
        var learned = Enumerable.Range(0, prompt.Ids.Length).Where(i => prompt.Labels[i] != Prompt.Ignored).ToArray();
        return ([.. prompt.Ids[begin..(learned[^1] + 1)]], learned[0] - begin);
    }
}
