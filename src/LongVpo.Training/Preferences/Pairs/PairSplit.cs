using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>What a pair may be used for. All pairs of one source share it, so that nothing is tested on footage that was trained on.</summary>
public enum PairSplit
{
    /// <summary>Training.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Choosing numbers of a recipe.</summary>
    [JsonStringEnumMemberName("validation")]
    Validation,

    /// <summary>Judging a finished model.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}
