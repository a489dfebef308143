using System.Text.Json.Serialization;

namespace LongVpo.Models.Prompts;

/// <summary>How <see cref="WordingFile"/> is written: small letters, kinds by their names, for people who change it by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WordingFile))]
internal sealed partial class WordingJson : JsonSerializerContext;
