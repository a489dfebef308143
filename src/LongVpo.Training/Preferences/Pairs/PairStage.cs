using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Says how a pair came about.</summary>
public enum PairStage
{
    /// <summary>From an anchor clip among unrelated ones.</summary>
    [JsonStringEnumMemberName("stage1")]
    Stage1,

    /// <summary>From the captions of a long video, about several of its scenes.</summary>
    [JsonStringEnumMemberName("stage2")]
    Stage2,

    /// <summary>By temporal preference optimisation: the same video seen well and seen badly.</summary>
    [JsonStringEnumMemberName("tpo")]
    Tpo,

    /// <summary>From what people said about answers.</summary>
    [JsonStringEnumMemberName("operation")]
    Operation,

    /// <summary>From another tool's file.</summary>
    [JsonStringEnumMemberName("imported")]
    Imported,
}
