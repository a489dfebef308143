using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Core.Frames;

namespace LongVpo.Media.Observations;

/// <summary>What one segment's observer hands to the next: the screen text's own carry, and timed lines that reach beyond the segment.</summary>
/// <param name="ScreenText">Opaque text of the screen text session; null when it starts afresh.</param>
/// <param name="Lines">Lines still to be listed, in the order they came.</param>
internal sealed record ObserverCarry(string? ScreenText, ImmutableArray<TextDecoded> Lines)
{
    public static readonly ObserverCarry Empty = new(null, []);

    /// <exception cref="FormatException">Text that <see cref="Write"/> did not write.</exception>
    public static ObserverCarry Read(string? text)
    {
        if (text is null) return Empty;
        try
        {
            var read = JsonSerializer.Deserialize<ObserverCarry>(text) ?? Empty;
            return read.Lines.IsDefault ? read with { Lines = [] } : read;
        }
        catch (JsonException broken)
        {
            throw new FormatException("The carry of the last sealed segment is damaged; analyse the video anew.", broken);
        }
    }

    /// <summary>Null when there is nothing to hand over.</summary>
    public string? Write() => ScreenText is null && Lines.IsEmpty ? null : JsonSerializer.Serialize(this);
}
