using LongVpo.Core.Frames;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Turns a clip into a vector, so that clips that look alike can be kept out of one composite. A threshold of likeness belongs to one descriptor.</summary>
public interface IClipDescriptor
{
    /// <summary>Its name and version, as part of what a run was begun with.</summary>
    string Name { get; }

    /// <summary>A clip's vector, of length 1; of length 0 when nothing is to be seen in it.</summary>
    ReadOnlyMemory<float> Of(IReadOnlyList<StillFrame> frames);
}
