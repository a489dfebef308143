using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Writes the book of captions, one object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SceneEntry))]
internal sealed partial class SceneJson : JsonSerializerContext;
