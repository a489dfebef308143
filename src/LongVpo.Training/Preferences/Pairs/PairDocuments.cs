using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Training.Preferences.Operation;
using LongVpo.Training.Preferences.Pairs.Formats;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Writes what the verbs about pairs tell other programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExportOutcome))]
[JsonSerializable(typeof(WithdrawnSource))]
[JsonSerializable(typeof(PairCheck))]
[JsonSerializable(typeof(WrittenFile))]
[JsonSerializable(typeof(Stage1Report))]
[JsonSerializable(typeof(TruthReport))]
[JsonSerializable(typeof(SceneReport))]
[JsonSerializable(typeof(EpisodeTruth))]
[JsonSerializable(typeof(FeedbackPairReport))]
public sealed partial class PairDocuments : JsonSerializerContext
{
    /// <summary>The context with letters of all languages written as themselves rather than as escapes.</summary>
    public static PairDocuments Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
