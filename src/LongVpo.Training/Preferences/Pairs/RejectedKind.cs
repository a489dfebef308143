using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Says why the dispreferred response is worse: what its writer was shown.</summary>
public enum RejectedKind
{
    /// <summary>Another clip of the composite than the one asked about.</summary>
    [JsonStringEnumMemberName("distractor")]
    Distractor,

    /// <summary>A part of the scenes that the answer needs.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Scenes that the answer does not need.</summary>
    [JsonStringEnumMemberName("irrelevant")]
    Irrelevant,

    /// <summary>A few frames of the whole.</summary>
    [JsonStringEnumMemberName("downsample")]
    Downsample,

    /// <summary>A person found it wrong.</summary>
    [JsonStringEnumMemberName("refuted")]
    Refuted,

    /// <summary>Another tool's file does not say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
