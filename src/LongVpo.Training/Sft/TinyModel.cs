using System.Collections.Immutable;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>A network under training: its folder with tokenizer and settings, and as many learners over its weights as work side by side.</summary>
internal sealed class TinyModel : IDisposable
{
    private const string FrameLabelWord = "bare";
    private readonly InternConfig _config;
    private readonly byte[] _tokenizerFile;
    private readonly int _end;

    private TinyModel(string folder, InternConfig config, ITokenizer tokenizer, byte[] tokenizerFile, ImmutableArray<Learner> learners, PromptBuilder prompts)
    {
        (_config, _tokenizerFile, Learners, _end) = (config, tokenizerFile, learners, prompts.EndToken);
        Packer = new LessonPacker(new LessonPrompt(tokenizer, prompts));
        Folder = folder;
    }

    /// <summary>The folder of the start.</summary>
    public string Folder { get; }

    /// <summary>The learners; the first one's weights are those that an optimizer moves.</summary>
    public ImmutableArray<Learner> Learners { get; }

    public LessonPacker Packer { get; }

    /// <summary>Writes a folder with fresh weights.</summary>
    public static void WriteFresh(string folder, SftRecipe recipe)
    {
        Directory.CreateDirectory(folder);
        var file = WordTokenizerFile.Bytes(WordList.All);
        File.WriteAllBytes(Path.Combine(folder, "tokenizer.json"), file);
        var tokenizer = TokenizerReader.Open(folder);
        var config = TinySizes.Config(recipe.Network, tokenizer.Size, tokenizer.Find("<IMG_CONTEXT>")!.Value);
        FreshFolder.Write(folder, config, file, tokenizer.Find("<|im_end|>")!.Value, FrameLabelWord, new FreshWeights(config, recipe.Seed).Read, StoredType.F32);
    }

    /// <summary>Copies a network that is to be trained further.</summary>
    /// <exception cref="RecipeException">It is no network of these words, or it cannot be read.</exception>
    public static void CopyStart(string from, string folder)
    {
        try
        {
            using (CheckpointFolder.Open(from))
                if (!File.ReadAllBytes(Path.Combine(from, "tokenizer.json")).AsSpan().SequenceEqual(WordTokenizerFile.Bytes(WordList.All)))
                    throw new RecipeException($"The network in {from} has other words than the world: begin with one that train sft made.");
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
        catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw new RecipeException($"The network in {from} cannot be begun with: {failure.Message}", failure);
        }
    }

    /// <summary>Opens a folder for training.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="workers">Learners over the same weights.</param>
    /// <param name="half">Whether products are calculated in bfloat16.</param>
    /// <param name="device">Where they are calculated.</param>
    /// <param name="trains">Says by its name whether a weight is trained; null trains all.</param>
    /// <param name="adapters">Adapters that are trained instead of any weight; null for none.</param>
    /// <exception cref="CheckpointException">The folder cannot be used.</exception>
    public static TinyModel Open(string path, int workers, bool half, string device, Func<string, bool>? trains = null, LoraSettings? adapters = null)
    {
        using var folder = CheckpointFolder.Open(path);
        var tokenizer = TokenizerReader.Open(path);
        var prompts = new PromptBuilder(tokenizer, folder.Config.TokensPerTile, PromptStyle.Read(path));
        var preparer = new PicturePreparer(PictureSettings.Read(path, folder.Config, frames: true));
        var isTowerTrained = WeightLayout.Of(folder.Config).Where(static weight => weight.Name.StartsWith("vision.", StringComparison.Ordinal))
            .Any(weight => adapters is null ? trains?.Invoke(weight.Name) != false : adapters.Adapts(weight.Name));
        var tower = isTowerTrained ? null : new TowerMemory();
        var learners = ImmutableArray.CreateBuilder<Learner>();
        NetworkWeights? own = null;
        LoraAdapters? first = null;
        for (var i = 0; i < workers; i++)
        {
            var engine = new TorchEngine(new TorchSettings(device, half ? ElementType.BFloat16 : ElementType.Float32));
            var weights = own is null ? own = NetworkWeights.Load(engine, folder.Config, folder, ElementType.Float32) : own.Share(engine);
            var around = adapters is null ? null : first is null ? first = new LoraAdapters(engine, weights, adapters) : first.Share(engine, weights);
            var network = new InternNetwork(engine, folder.Config, weights, around);
            learners.Add(new Learner(engine, weights, network, preparer, around is null ? TrainedParts.Of(weights, trains) : TrainedParts.Of(around), tower));
        }

        return new TinyModel(path, folder.Config, tokenizer, File.ReadAllBytes(Path.Combine(path, "tokenizer.json")), learners.ToImmutable(), prompts);
    }

    /// <summary>Writes the adapters as a folder that a running model can be given, replacing one of that name.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public void ExportAdapter(string folder)
    {
        Directory.CreateDirectory(folder);
        (Learners[0].Adapters ?? throw new InvalidOperationException("No adapters are trained.")).Save(Path.Combine(folder, AdaptedWeights.FileName));
    }

    /// <summary>Writes the start with its adapters added to it, in the layout and number formats of the start; the adapters begin anew.</summary>
    /// <param name="folder">The folder; one of that name is replaced.</param>
    /// <param name="beside">Further files, by name.</param>
    public void ExportMerged(string folder, IReadOnlyDictionary<string, string> beside)
    {
        var learner = Learners[0];
        learner.Adapters!.Merge();
        var fresh = folder + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        using (var source = CheckpointFolder.Open(Folder)) CheckpointSaver.Save(source, fresh, name => learner.Adapters.Adapts(name) ? Numbers(name) : null);
        foreach (var (name, text) in beside) File.WriteAllText(Path.Combine(fresh, name), text);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(fresh, folder);

        float[] Numbers(string name)
        {
            var numbers = new float[learner.All[name].Count];
            learner.Engine.Read(learner.All[name], numbers);
            return numbers;
        }
    }

    /// <summary>Writes the weights as they are now as a folder that anyone can open, replacing one of that name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="beside">Further files, by name.</param>
    public void Export(string folder, IReadOnlyDictionary<string, string> beside)
    {
        var partial = folder + ".partial";
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var (learner, engine) = (Learners[0], Learners[0].Engine);
        var byName = learner.All;
        FreshFolder.Write(partial, _config, _tokenizerFile, _end, FrameLabelWord, Numbers, StoredType.BF16);
        foreach (var (name, text) in beside) File.WriteAllText(Path.Combine(partial, name), text);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(partial, folder);

        float[] Numbers(string name)
        {
            var numbers = new float[byName[name].Count];
            engine.Read(byName[name], numbers);
            return numbers;
        }
    }

    public void Dispose()
    {
        foreach (var learner in Learners.Reverse()) learner.Dispose();
    }
}
