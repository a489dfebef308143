using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Node.Models;
using LongVpo.Node.Models.Promotion;

namespace LongVpo.Node.Contract;

/// <summary>Writes the contract's documents: snake_case names, no nulls, one line each; generated ahead, so that a short command starts fast.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TreeDocument))]
[JsonSerializable(typeof(AnswerDocument))]
[JsonSerializable(typeof(SearchDocument))]
[JsonSerializable(typeof(AnalysisDocument))]
[JsonSerializable(typeof(ProgressDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ListDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(WatchDocument))]
[JsonSerializable(typeof(ClipDocument))]
[JsonSerializable(typeof(ListeningDocument))]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(SimulationDocument))]
[JsonSerializable(typeof(SimulatedFaultDocument))]
[JsonSerializable(typeof(OracleCaseDocument))]
[JsonSerializable(typeof(ModeDocument))]
[JsonSerializable(typeof(SilenceDocument))]
[JsonSerializable(typeof(AskedOf))]
[JsonSerializable(typeof(RegistryDocument))]
[JsonSerializable(typeof(ModelLine))]
[JsonSerializable(typeof(StandingModelsDocument))]
public sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>The context with letters of all languages written as themselves rather than as escapes.</summary>
    public static ContractJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
