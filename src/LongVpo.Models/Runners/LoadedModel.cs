using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Runners;

/// <summary>A model's folder with everything that is needed to ask it, its weights on an engine.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly NetworkWeights _weights;

    private LoadedModel(ITensorEngine engine, CheckpointFolder folder, NetworkWeights weights, ModelVersion version, PositionChoice? positions)
    {
        (_weights, Version, Folder) = (weights, version, folder.Path);
        Network = new InternNetwork(engine, positions?.Over(folder.Config) ?? folder.Config, weights);
        Tokenizer = TokenizerReader.Open(folder.Path);
        Prompts = new PromptBuilder(Tokenizer, folder.Config.TokensPerTile, PromptStyle.Read(folder.Path));
        Pictures = new PicturePreparer(PictureSettings.Read(folder.Path, folder.Config, frames: true));
        Familiarity = Familiarity.Read(folder.Path);
        Ends = [Prompts.EndToken, .. GenerationDefaults.Read(folder.Path).StopTokens];
    }

    public string Folder { get; }

    public ModelVersion Version { get; }

    public InternNetwork Network { get; }

    public ITokenizer Tokenizer { get; }

    public PromptBuilder Prompts { get; }

    public PicturePreparer Pictures { get; }

    /// <summary>What its own kind of pictures looks like; null for networks that may speak on all.</summary>
    public Familiarity? Familiarity { get; }

    /// <summary>Tokens that end an answer.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>Loads a folder. Weights stored as bfloat16 are held so, which loses nothing and halves what every step reads; all others are held in single precision.</summary>
    /// <param name="engine">Where the weights go.</param>
    /// <param name="path">The folder.</param>
    /// <param name="adapter">An adapter that is laid over it, or null.</param>
    /// <param name="positions">How positions are stretched instead of as the folder says; null leaves them.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ModelException">The folder or the adapter cannot be used.</exception>
    public static LoadedModel Load(ITensorEngine engine, string path, string? adapter, PositionChoice? positions, CancellationToken cancellationToken)
    {
        NetworkWeights? weights = null;
        try
        {
            using var folder = CheckpointFolder.Open(path);
            using var adapted = adapter is null ? null : new AdaptedWeights(folder, adapter);
            var held = folder.Weights[WeightLayout.Embeddings].Type == ElementType.BFloat16 ? ElementType.BFloat16 : ElementType.Float32;
            var files = WeightDigest.Paths(folder);
            var digest = WeightDigest.Of(adapted is null ? files : files.Append(adapted.AdapterPath), positions?.ToString() ?? "", cancellationToken);
            var version = new ModelVersion(adapter is null ? $"torch:{path}" : $"torch:{path}+{adapter}", digest);
            weights = NetworkWeights.Load(engine, folder.Config, adapted is null ? folder : adapted, held);
            return new LoadedModel(engine, folder, weights, version, positions);
        }
        catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
        {
            weights?.Dispose();
            throw new ModelException(failure.Message, failure);
        }
        catch
        {
            weights?.Dispose();
            throw;
        }
    }

    public void Dispose() => _weights.Dispose();
}
