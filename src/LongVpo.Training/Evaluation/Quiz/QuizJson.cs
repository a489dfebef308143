using System.Text.Json.Serialization;

namespace LongVpo.Training.Evaluation.Quiz;

/// <summary>Writes what became of questions about films: snake_case names, no nulls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuizAnswer))]
[JsonSerializable(typeof(QuizFilm))]
[JsonSerializable(typeof(QuizReport))]
public sealed partial class QuizJson : JsonSerializerContext;
