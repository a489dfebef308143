using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Writes reference scores, one object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ScoreEntry))]
internal sealed partial class ScoreJson : JsonSerializerContext;
