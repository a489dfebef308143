using System.Text.Json.Serialization;
using LongVpo.Core.Standing;

namespace LongVpo.Memory.Stores;

/// <summary>Generated at build time, as for events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StandingQuestion))]
[JsonSerializable(typeof(StandingState))]
[JsonSerializable(typeof(StandingNotice))]
internal sealed partial class StandingJsonContext : JsonSerializerContext;
