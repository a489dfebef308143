using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Training.Evaluation.Films;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.Evaluation.Promotion;

namespace LongVpo.Training.Evaluation;

/// <summary>Writes reports of judgements: snake_case names, one line each, nulls written so that every row has the same fields.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WorldReport))]
[JsonSerializable(typeof(NeedleReport))]
[JsonSerializable(typeof(BlankReport))]
[JsonSerializable(typeof(HierarchyReport))]
[JsonSerializable(typeof(FilmReport))]
[JsonSerializable(typeof(FilmAnswerDocument))]
[JsonSerializable(typeof(PromotionReport))]
public sealed partial class EvaluationJson : JsonSerializerContext
{
    /// <summary>The context with letters of all languages written as themselves rather than as escapes.</summary>
    public static EvaluationJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
