using System.Collections.Immutable;
using LongVpo.Models.Tensors;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>Writes lessons as the product writes its prompts, and lays those of one length side by side: per video its frames, then each question with its answer. Safe for any number of threads.</summary>
public sealed class LessonPacker
{
    /// <summary>Frames at a scene's end that show all of it: the badge has been seen, and so has the way of the actor.</summary>
    private const int TellingFrames = Scene.Steps - Scene.BadgeFrom - Scene.BadgeSteps + 1;

    private readonly LessonPrompt _prompt;

    /// <param name="prompt">The network's prompts.</param>
    public LessonPacker(LessonPrompt prompt) => _prompt = prompt;

    /// <summary>Packs lessons whose videos are of one length.</summary>
    /// <exception cref="ArgumentException">There are none, their videos are not of one length, or nothing is asked.</exception>
    public PackedLessons Pack(ImmutableArray<Lesson> lessons)
    {
        if (lessons.IsEmpty || lessons.Any(lesson => lesson.Script?.FrameCount != lessons[0].Script?.FrameCount)) throw new ArgumentException("Only videos of one length can be read side by side.");
        var frames = lessons[0].Script?.FrameCount ?? 0;
        var prefix = _prompt.Prefix(frames);
        var branches = lessons.Select(lesson => lesson.Texts.Select(_prompt.Branch).ToArray()).ToArray();
        var all = branches.SelectMany(of => of).ToArray();
        if (all.Length == 0) throw new ArgumentException("No lesson of the part asks anything.");
        var shape = new BranchShape(lessons.Length, prefix.Length, branches.Max(of => of.Length), all.Max(branch => branch.Ids.Length));

        var ids = new int[shape.Tokens];
        Array.Fill(ids, _prompt.EndToken);
        var (rows, targets, runs, places) = (new List<int>(), new List<int>(), new List<int>(), new List<int>());
        var (toldRows, toldTargets) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        for (var lesson = 0; lesson < lessons.Length; lesson++)
        {
            var begin = lesson * shape.PerSequence;
            prefix.CopyTo(ids, begin);
            for (var i = 0; i < prefix.Length; i++)
                if (prefix[i] == _prompt.ImageToken) places.Add(begin + i);
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
                if (lessons[lesson].Script is not { } script || lessons[lesson].Texts[number].Told is not { } told) continue;
                var words = _prompt.Words(script.Scenes[told]);
                toldRows.AddRange(Enumerable.Repeat(at + _prompt.Asked(branch), words.Length));
                toldTargets.AddRange(words);
            }
        }

        var (sceneRows, sceneTargets) = SceneWords(lessons, places, frames);
        return new PackedLessons(shape, frames, [.. ids], [.. places], [.. rows], [.. targets], [.. runs], sceneRows, sceneTargets, toldRows.ToImmutable(), toldTargets.ToImmutable());
    }

    private (ImmutableArray<int> Rows, ImmutableArray<int> Targets) SceneWords(ImmutableArray<Lesson> lessons, List<int> places, int frames)
    {
        var (rows, targets) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        var perFrame = frames == 0 ? 0 : places.Count / (lessons.Length * frames);
        for (var lesson = 0; lesson < lessons.Length && frames > 0; lesson++)
            for (var scene = 0; scene < lessons[lesson].Script!.Scenes.Length; scene++)
            {
                var words = _prompt.Words(lessons[lesson].Script!.Scenes[scene]);
                for (var step = Scene.Steps - TellingFrames; step < Scene.Steps; step++)
                {
                    var frame = (lesson * frames) + (scene * Scene.Steps) + step;
                    rows.AddRange(Enumerable.Repeat(places[((frame + 1) * perFrame) - 1], words.Length));
                    targets.AddRange(words);
                }
            }

        return (rows.ToImmutable(), targets.ToImmutable());
    }
}
