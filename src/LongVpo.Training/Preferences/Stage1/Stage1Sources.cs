using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>What a run works with.</summary>
/// <param name="Pool">The clips.</param>
/// <param name="Writer">Who writes questions.</param>
/// <param name="Descriptor">What likeness is measured by.</param>
/// <param name="Worker">The model under training, which is also the reference.</param>
/// <param name="Shelf">Where its pictures go.</param>
/// <param name="Model">Its weights.</param>
public sealed record Stage1Sources(IClipPool Pool, IQuestionWriter Writer, IClipDescriptor Descriptor, IModelWorker Worker, IPictureShelf Shelf, ModelVersion Model)
{
    /// <summary>The weights, as pairs name them.</summary>
    public string Digest => $"sha256:{Model.Digest}";
}
