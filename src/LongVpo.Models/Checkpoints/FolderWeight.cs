using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>One weight of an open folder: what it is, and where it lies. Known before a number is read.</summary>
/// <param name="Weight">Canonical name and shape.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Place">Which rows of the stored tensor are it.</param>
/// <param name="File">The file it lies in.</param>
/// <param name="Tensor">The stored tensor.</param>
public sealed record FolderWeight(WeightShape Weight, ElementType Type, StoredPlace Place, SafetensorsFile File, StoredTensor Tensor)
{
    /// <summary>Bytes as stored.</summary>
    public long Bytes => Tensor.Bytes / Place.GroupRows * Place.Rows;
}
