using System.Text.Json.Serialization;
using LongVpo.Core.Feedback;

namespace LongVpo.Memory.Stores;

/// <summary>Generated at build time, as for events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptAnswer))]
[JsonSerializable(typeof(AnswerFeedback))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
