using System.Collections.Immutable;
using System.Security.Cryptography;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Dpo;

/// <summary>The pairs of a file as a network learns from them: for each the composite as one video with the two responses behind it, which are read after one reading of the frames.</summary>
internal sealed class DpoData
{
    private readonly ImmutableArray<PreferencePair> _pairs;
    private readonly DpoRecipe _recipe;
    private readonly DataOrder _order;

    private DpoData(ImmutableArray<PreferencePair> pairs, DpoRecipe recipe, string digest)
    {
        (_pairs, _recipe, Digest) = (pairs, recipe, digest);
        _order = new DataOrder(pairs.Length, (ulong)recipe.Seed);
    }

    /// <summary>The pairs that are trained on, in the file's order.</summary>
    public ImmutableArray<PreferencePair> Pairs => _pairs;

    /// <summary>SHA-256 over the file.</summary>
    public string Digest { get; }

    /// <summary>Steps of the whole run; the last one may have fewer pairs.</summary>
    public long Steps => ((_pairs.Length * (long)_recipe.Epochs) + _recipe.Batch - 1) / _recipe.Batch;

    /// <summary>Reads a file's pairs for training.</summary>
    /// <exception cref="PreferenceException">It has none, or one that this network cannot be shown or that lacks the reference's scores.</exception>
    public static DpoData Read(string path, DpoRecipe recipe, string model, CancellationToken cancellationToken)
    {
        ImmutableArray<PreferencePair> pairs = [.. PairReader.Read(path, cancellationToken).Where(static pair => pair.Split == PairSplit.Train)];
        if (pairs.IsEmpty) throw new PreferenceException($"{path} has no pairs for training: make some with prefs stage1, of seeds for training.");
        foreach (var pair in pairs)
        {
            if (pair.Context.Clips.Any(static clip => WorldMedia.Parse(clip.Media) is null || clip.Frames.Length != Scene.Steps))
                throw new PreferenceException($"Pair {pair.Id} of {path} is of footage, and this trains on whole clips of the scripted world: export it for another trainer.");
            if (recipe.Reference == DpoReference.Full) continue;
            // Scores of other weights would be a margin that nobody chose.
            if (pair.Ref is not { Mode: ReferenceMode.Anchor } scored) throw new PreferenceException($"Pair {pair.Id} of {path} has no reference scores of its anchor: make it with them, or set reference to full in the recipe.");
            if (scored.Model != $"sha256:{model}") throw new PreferenceException($"Pair {pair.Id} of {path} was scored by other weights than those that training begins with: name the model that it was made with, or set reference to full.");
        }

        using var file = File.OpenRead(path);
        return new DpoData(pairs, recipe, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    /// <summary>The pairs of a step, as places in <see cref="Pairs"/>.</summary>
    public ImmutableArray<int> Batch(long step)
    {
        var (from, to) = (step * _recipe.Batch, Math.Min((step + 1) * _recipe.Batch, _pairs.Length * (long)_recipe.Epochs));
        return [.. Enumerable.Range(0, (int)(to - from)).Select(i => _order.At(from + i))];
    }

    /// <summary>Divides pairs into parts that are read at once: of one length each, and no more than the recipe's tokens. The longest come first, so that workers end together.</summary>
    public ImmutableArray<DpoPart> Parts(IEnumerable<int> places, LessonPacker packer)
    {
        var parts = ImmutableArray.CreateBuilder<DpoPart>();
        foreach (var length in places.GroupBy(place => _pairs[place].Context.Clips.Length).OrderByDescending(static length => length.Key))
        {
            var one = packer.Pack([Lesson(_pairs[length.First()])]).Shape.PerSequence;
            foreach (var some in length.Chunk(Math.Max(1, _recipe.Tokens / one)))
            {
                ImmutableArray<Lesson> lessons = [.. some.Select(place => Lesson(_pairs[place]))];
                parts.Add(new DpoPart([.. some], lessons, packer.Pack(lessons)));
            }
        }

        return parts.ToImmutable();
    }

    private static Lesson Lesson(PreferencePair pair)
    {
        var media = pair.Context.Clips.Select(static clip => WorldMedia.Parse(clip.Media)!.Value).ToList();
        var script = WorldScript.Compose(media[0].Seed, [.. media.Select(static one => one.Script().Scenes[one.Scene])]);
        return new Lesson(script, [new LessonText(pair.Question, pair.Chosen), new LessonText(pair.Question, pair.Rejected)]);
    }
}
