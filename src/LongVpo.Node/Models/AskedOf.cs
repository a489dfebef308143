using System.Text.Json.Serialization;

namespace LongVpo.Node.Models;

/// <summary>A question whose answer is known: a line of the file for <c>longvpo eval modes</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AskedOf
{
    /// <summary>What is asked.</summary>
    public required string Question { get; init; }

    /// <summary>File or id of the video to ask; all remembered ones when left out.</summary>
    public string? Video { get; init; }

    /// <summary>Where the answer is, in container seconds; left out when nothing in the footage answers it.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends.</summary>
    public double? End { get; init; }
}
