namespace LongVpo.Models.Generation;

/// <summary>A picture of a prompt, whose pixels are only fetched when the network is about to look at it and has not seen it before.</summary>
public interface IPromptPicture
{
    /// <summary>Hash of what the network will see: equal keys mean equal pixels.</summary>
    string Key { get; }

    /// <summary>Rows of pixels.</summary>
    int Height { get; }

    /// <summary>Pixels of a row.</summary>
    int Width { get; }

    /// <summary>Writes the normalised pixels [3, Height, Width].</summary>
    /// <exception cref="LongVpo.Core.Models.ModelException">The picture is gone.</exception>
    void Read(Span<float> into);
}
