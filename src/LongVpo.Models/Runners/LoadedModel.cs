using System.Security.Cryptography;
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

    private LoadedModel(ITensorEngine engine, CheckpointFolder folder, NetworkWeights weights, ModelVersion version)
    {
        (_weights, Version, Folder) = (weights, version, folder.Path);
        Network = new InternNetwork(engine, folder.Config, weights);
        Tokenizer = TokenizerReader.Open(folder.Path);
        Prompts = new PromptBuilder(Tokenizer, folder.Config.TokensPerTile);
        Pictures = new PicturePreparer(PictureSettings.Read(folder.Path, folder.Config, frames: true));
        Ends = [Prompts.EndToken, .. GenerationDefaults.Read(folder.Path).StopTokens];
    }

    public string Folder { get; }

    public ModelVersion Version { get; }

    public InternNetwork Network { get; }

    public ITokenizer Tokenizer { get; }

    public PromptBuilder Prompts { get; }

    public PicturePreparer Pictures { get; }

    /// <summary>Tokens that end an answer.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>Loads a folder. Weights stored as bfloat16 are held so, which loses nothing and halves what every step reads; all others are held in single precision.</summary>
    /// <exception cref="ModelException">The folder cannot be used.</exception>
    public static LoadedModel Load(ITensorEngine engine, string path, CancellationToken cancellationToken)
    {
        NetworkWeights? weights = null;
        try
        {
            using var folder = CheckpointFolder.Open(path);
            var held = folder.Weights[WeightLayout.Embeddings].Type == ElementType.BFloat16 ? ElementType.BFloat16 : ElementType.Float32;
            var version = new ModelVersion($"torch:{path}", Digest(folder, cancellationToken));
            weights = NetworkWeights.Load(engine, folder.Config, folder, held);
            return new LoadedModel(engine, folder, weights, version);
        }
        catch (Exception failure) when (failure is CheckpointException or IOException)
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

    private static string Digest(CheckpointFolder folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var path in folder.Files.Select(static file => file.Path).Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
