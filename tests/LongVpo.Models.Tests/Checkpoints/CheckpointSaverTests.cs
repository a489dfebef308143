using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Checks that a saved model is the folder it came from but for what was changed, fused tensors included.</summary>
public sealed class CheckpointSaverTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_changed_gives_the_same_numbers_under_the_same_names()
    {
        using var source = Made(TinyFolder.Native, shards: true);
        CheckpointSaver.Save(source, _folder.File("out"), _ => null);

        foreach (var file in source.Files)
        {
            using var saved = SafetensorsFile.Open(Path.Combine(_folder.File("out"), Path.GetFileName(file.Path)));
            Assert.Equal(file.Header.Tensors.Keys, saved.Header.Tensors.Keys);
            Assert.All(file.Header.Tensors, tensor => Assert.True(file.Bytes(tensor.Value).SequenceEqual(saved.Bytes(saved.Header.Tensors[tensor.Key]))));
        }
    }

    [Theory]
    [InlineData(TinyFolder.Native, "text.layers.1.attention.k.weight", 6 * 12)]
    [InlineData(TinyFolder.Original, "text.layers.1.attention.k.weight", 6 * 12)]
    [InlineData(TinyFolder.Original, "vision.layers.0.attention.v.bias", 8)]
    public void A_changed_weight_is_changed_and_no_other(string config, string name, int count)
    {
        using var source = Made(config);
        var values = Enumerable.Range(0, count).Select(i => i + 0.25f).ToArray();
        CheckpointSaver.Save(source, _folder.File("out"), asked => asked == name ? values : null);

        using var saved = CheckpointFolder.Open(_folder.File("out"));
        Assert.Equal(values, saved.Read(name));
        Assert.All(source.Weights.Keys.Where(other => other != name), other => Assert.Equal(source.Read(other), saved.Read(other)));
    }

    [Fact]
    public void A_failed_save_leaves_no_folder()
    {
        using var source = Made(TinyFolder.Native);

        Assert.Throws<ArgumentException>(() => CheckpointSaver.Save(source, _folder.File("out"), _ => new float[1]));

        Assert.Equal([_folder.File("in")], Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public void A_folder_that_exists_is_not_overwritten()
    {
        using var source = Made(TinyFolder.Native);

        Assert.Contains("exists already", Assert.Throws<CheckpointException>(() => CheckpointSaver.Save(source, _folder.File("in"), _ => null)).Message, StringComparison.Ordinal);
    }

    private CheckpointFolder Made(string config, bool shards = false)
    {
        Directory.CreateDirectory(_folder.File("in"));
        if (shards) TinyFolder.WriteShards(_folder.File("in"), config);
        else TinyFolder.Write(_folder.File("in"), config);
        return CheckpointFolder.Open(_folder.File("in"));
    }
}
