using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>Writes what is answered over HTTP in the contract's style (snake_case, no nulls), and reads requests strictly: nothing unknown, nothing twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(SourceDocument))]
[JsonSerializable(typeof(SourceListDocument))]
[JsonSerializable(typeof(SegmentListDocument))]
[JsonSerializable(typeof(NodeListDocument))]
[JsonSerializable(typeof(ThumbnailListDocument))]
[JsonSerializable(typeof(ChangeDocument))]
[JsonSerializable(typeof(TextDocument))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(NewSource))]
[JsonSerializable(typeof(NewQuestion))]
[JsonSerializable(typeof(NewFeedback))]
[JsonSerializable(typeof(FeedbackDocument))]
[JsonSerializable(typeof(KeptAnswerDocument))]
[JsonSerializable(typeof(AgainDocument))]
[JsonSerializable(typeof(StandingModelsDocument))]
[JsonSerializable(typeof(NewStanding))]
[JsonSerializable(typeof(StandingDocument))]
[JsonSerializable(typeof(StandingListDocument))]
[JsonSerializable(typeof(NoticeDocument))]
[JsonSerializable(typeof(NoticeListDocument))]
[JsonSerializable(typeof(DeliveryListDocument))]
[JsonSerializable(typeof(BacktestDocument))]
[JsonSerializable(typeof(NodeStatusDocument))]
[JsonSerializable(typeof(TreeDocument))]
[JsonSerializable(typeof(AnswerDocument))]
[JsonSerializable(typeof(HitDocument))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>With letters of all languages written as themselves, as the command line prints them.</summary>
    public static HttpJson Readable => Made.Context;

    // A class of its own, because it is made from the default context, which must exist before.
    private static class Made
    {
        public static readonly HttpJson Context = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
