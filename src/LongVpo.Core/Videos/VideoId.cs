using System.Text.Json.Serialization;

namespace LongVpo.Core.Videos;

/// <summary>
/// Names a video everywhere. For a file it is made from its content, so a copy is the same video and a changed file is another;
/// for a stream from its URL.
/// </summary>
[JsonConverter(typeof(VideoIdJsonConverter))]
public readonly record struct VideoId
{
    /// <param name="value">1 to 64 lower-case letters, digits and <c>-</c>.</param>
    /// <exception cref="FormatException">Any other text; ids travel in URLs and file names.</exception>
    public VideoId(string value) => Value = IsValid(value) ? value : throw new FormatException($"'{value}' is not a video id.");

    public string Value { get; }

    public static bool IsValid(string? value) =>
        value is { Length: >= 1 and <= 64 } && value.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    public override string ToString() => Value;
}
