using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Training.World.Film;

/// <summary>Writes a film's documents: snake_case names, no nulls; generated ahead, so that a short command starts fast.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FilmDocument))]
[JsonSerializable(typeof(FilmQuestionDocument))]
[JsonSerializable(typeof(FilmFileDocument))]
public sealed partial class FilmJson : JsonSerializerContext
{
    /// <summary>The context with lines and indents, for people.</summary>
    public static FilmJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    });
}
