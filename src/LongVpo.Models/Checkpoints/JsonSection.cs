using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Reads fields of a config with a sentence for each that cannot be used: configs come from strangers, and a size in them decides how much memory is taken later.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonElement _element;
    private readonly string _place;

    /// <summary>An object of a config.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">File and path for messages: <c>models/x/config.json, text_config</c>.</param>
    public JsonSection(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new CheckpointException($"{place} is no JSON object; download the file again.");
        _element = element;
        _place = place;
    }

    /// <summary>A part of its own, which must be there.</summary>
    public JsonSection Part(string name) =>
        _element.TryGetProperty(name, out var part)
            ? new JsonSection(part, $"{_place}, {name}")
            : throw new CheckpointException($"{_place} has no {name}; the folder is not that of a whole InternVL model: download it again.");

    /// <summary>A part of its own, if it is there and not null.</summary>
    public JsonSection? PartOrNone(string name) => Has(name, out var part) ? new JsonSection(part, $"{_place}, {name}") : null;

    /// <summary>A whole number within bounds; <paramref name="otherwise"/> where it is absent or null, which without it is a fault.</summary>
    public int Count(string name, int minimum, int maximum, int? otherwise = null)
    {
        if (!Has(name, out var value)) return otherwise ?? throw Missing(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= minimum && number <= maximum) return number;
        throw Wrong(name, $"a whole number from {minimum} to {maximum}");
    }

    /// <summary>A whole number, or a pair of equal ones as later versions write square sizes.</summary>
    public int Side(string name, int maximum, int otherwise)
    {
        if (!Has(name, out var value) || value.ValueKind != JsonValueKind.Array) return Count(name, 1, maximum, otherwise);
        if (value.GetArrayLength() == 2 && value[0].ValueKind == JsonValueKind.Number && value[0].TryGetInt32(out var height) && height >= 1 && height <= maximum
            && value[1].ValueKind == JsonValueKind.Number && value[1].TryGetInt32(out var width) && width == height)
            return height;
        throw Wrong(name, $"a number or a pair of equal numbers from 1 to {maximum} (only square pictures are supported)");
    }

    /// <summary>A positive number.</summary>
    public double Positive(string name, double otherwise)
    {
        if (!Has(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number > 0) return number;
        throw Wrong(name, "a positive number");
    }

    /// <summary>A truth value.</summary>
    public bool Flag(string name, bool otherwise) => FlagOrNone(name) ?? otherwise;

    /// <summary>A truth value, or null where it is absent.</summary>
    public bool? FlagOrNone(string name)
    {
        if (!Has(name, out var value)) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false");
    }

    /// <summary>A word.</summary>
    public string Word(string name, string otherwise)
    {
        if (!Has(name, out var value)) return otherwise;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a word");
    }

    /// <summary>One number, or a list of numbers; empty where absent.</summary>
    public IReadOnlyList<int> Numbers(string name)
    {
        if (!Has(name, out var value)) return [];
        var items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        return [.. items.Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) && number >= 0 ? number : throw Wrong(name, "a token id or a list of them"))];
    }

    /// <summary>Three positive or zero numbers, one per colour channel.</summary>
    public (double Red, double Green, double Blue) Colours(string name, (double Red, double Green, double Blue) otherwise)
    {
        if (!Has(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var x) && x >= 0 && x <= 1))
            return (value[0].GetDouble(), value[1].GetDouble(), value[2].GetDouble());
        throw Wrong(name, "a list of three numbers from 0 to 1");
    }

    /// <summary>The fault of a field that says something this program does not calculate.</summary>
    public CheckpointException Unsupported(string name, string said, string supported) =>
        new($"{_place} says {name} = {said}, and only {supported} is supported; use another model.");

    /// <summary>What stands in a field, shortened, for messages.</summary>
    public string Said(string name)
    {
        var text = Has(name, out var value) ? value.GetRawText() : "nothing";
        return text.Length <= 40 ? text : text[..40] + "...";
    }

    private bool Has(string name, out JsonElement value) => _element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private CheckpointException Missing(string name) => new($"{_place} lacks {name}; download the file again.");

    private CheckpointException Wrong(string name, string expected) => new($"{_place}: {name} must be {expected}; download the file again.");
}
