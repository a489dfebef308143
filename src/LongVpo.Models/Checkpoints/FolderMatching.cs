using System.Collections.Immutable;

namespace LongVpo.Models.Checkpoints;

/// <summary>Compares what a config asks for with what the files hold, so that every disagreement is told before a weight is read.</summary>
internal static class FolderMatching
{
    /// <summary>Finds every weight of a network in the files.</summary>
    /// <exception cref="CheckpointException">One is missing, has another shape or format, or a file holds what the network has no place for.</exception>
    public static ImmutableDictionary<string, FolderWeight> Match(string folder, InternConfig config, ImmutableDictionary<string, (SafetensorsFile File, StoredTensor Tensor)> stored)
    {
        var found = ImmutableDictionary.CreateBuilder<string, FolderWeight>(StringComparer.Ordinal);
        var missing = new List<string>();
        var asked = 0;
        foreach (var weight in WeightLayout.Of(config))
        {
            asked++;
            var places = StoredNames.Of(weight, config).ToList();
            var place = places.Find(candidate => stored.ContainsKey(candidate.Name));
            if (place is not null) found.Add(weight.Name, Checked(weight, place, stored[place.Name]));
            else if (weight.Name != WeightLayout.Head || !config.MayTieHead) missing.Add(places[0].Name);
        }

        if (missing.Count > 0) throw Missing(folder, missing, asked, stored);
        var used = found.Values.Select(weight => weight.Place.Name).ToHashSet(StringComparer.Ordinal);
        var needless = stored.Where(entry => !used.Contains(entry.Key) && !StoredNames.IsNeedless(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value).FirstOrDefault();
        if (needless.Tensor is not null)
            throw new CheckpointException($"{needless.File.Path} holds {needless.Tensor.Name}, for which the network of config.json has no place; config and weights are of different models: download both again.");
        return found.ToImmutable();
    }

    private static FolderWeight Checked(WeightShape weight, StoredPlace place, (SafetensorsFile File, StoredTensor Tensor) stored)
    {
        var (file, tensor) = stored;
        if (!tensor.Shape.SequenceEqual(place.Shape))
            throw new CheckpointException($"{file.Path}: {tensor.Name} is {StoredTensor.Words(tensor.Shape)}, and config.json asks for {StoredTensor.Words(place.Shape)}; config and weights are of different models: download both again.");
        if (tensor.Type.Element() is not { } type)
            throw new CheckpointException($"{file.Path}: {tensor.Name} is stored as {tensor.Type}, and only F32, F16 and BF16 weights are read; get the model unquantised.");
        if (tensor.Bytes > int.MaxValue)
            throw new CheckpointException($"{file.Path}: {tensor.Name} has {tensor.Bytes} bytes, and at most {int.MaxValue} can be loaded; get the model as BF16.");
        return new FolderWeight(weight, type, place, file, tensor);
    }

    private static CheckpointException Missing(string folder, List<string> missing, int asked, ImmutableDictionary<string, (SafetensorsFile File, StoredTensor Tensor)> stored) =>
        missing.Count == asked || stored.IsEmpty
            ? new($"{folder} holds none of the weights of an InternVL model; config and weights are of different models: download both again.")
            : new($"{folder} lacks {missing.Count} of the {asked} weights that config.json asks for, the first of them {missing[0]}; download the folder again.");
}
