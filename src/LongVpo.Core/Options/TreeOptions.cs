using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>When shots are one scene, and scenes one chapter.</summary>
public sealed record TreeOptions
{
    /// <summary>Cosine similarity of two looks from which they count as the same place. The same place filmed again measures above 0.9, another one of the same film mostly below.</summary>
    [Range(0.0, 1.0)]
    public double SameSceneSimilarity { get; init; } = 0.9;

    /// <summary>How many of a scene's latest segments a new one is compared with: 4 bridges a dialogue that cuts to and fro.</summary>
    [Range(1, 32)]
    public int LooksCompared { get; init; } = 4;

    /// <summary>Segments that may look different before the scene counts as left: a short insert does not end a scene.</summary>
    [Range(1, 16)]
    public int InsertSegments { get; init; } = 3;

    /// <summary>Longest insert that a scene can come back from.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan InsertLength { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A scene shorter than this takes in what follows whatever it looks like, so that a fast montage is one scene and not twenty. After a pause a quarter of it is enough.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan SceneMinLength { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A scene is closed at this length even if nothing changes, so that a fixed camera still gets a tree.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan SceneMaxLength { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Black picture next to a cut from which the cut separates scenes for certain.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BlackBreak { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Silence around a cut from which the cut separates scenes for certain; speakers pause for less.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan SilenceBreak { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>A chapter shorter than this is not closed by a break between scenes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ChapterMinLength { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A chapter is closed at this length.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "06:00:00")]
    public TimeSpan ChapterMaxLength { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most scenes of a chapter: what a person can take in as a list.</summary>
    [Range(1, 100)]
    public int ChapterMaxScenes { get; init; } = 8;
}
