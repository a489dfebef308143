using System.Text.Json.Serialization;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Says on what input the reference scored a pair.</summary>
public enum ReferenceMode
{
    /// <summary>On the anchor clip alone.</summary>
    [JsonStringEnumMemberName("anchor")]
    Anchor,

    /// <summary>On everything that the policy sees.</summary>
    [JsonStringEnumMemberName("full")]
    Full,
}
