namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>A frame as a picture file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="IsPng">Whether it is a PNG; else it is a JPEG.</param>
public sealed record EncodedPicture(ReadOnlyMemory<byte> Bytes, bool IsPng)
{
    /// <summary>What a file of it is called behind its name.</summary>
    public string Extension => IsPng ? ".png" : ".jpg";

    /// <summary>What the web calls it.</summary>
    public string MediaType => IsPng ? "image/png" : "image/jpeg";
}
