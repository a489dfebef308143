using System.Text.Json.Serialization;
using LongVpo.Core.Videos;

namespace LongVpo.Memory.Stores;

/// <summary>Generated at build time, so that the first event of a process costs no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(VideoEvent))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
