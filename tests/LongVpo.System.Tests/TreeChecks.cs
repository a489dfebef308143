using System.Text.Json;

namespace LongVpo.System.Tests;

/// <summary>What must hold for every tree, whatever the footage: a partition at each level, and parents that cite their children.</summary>
internal static class TreeChecks
{
    public static void Hold(JsonElement tree)
    {
        var segments = tree.GetProperty("segments").EnumerateArray().ToList();
        Assert.NotEmpty(segments);
        Assert.Equal(tree.GetProperty("first_pts").GetDouble(), Start(segments[0]), 6);
        Assert.Equal(tree.GetProperty("watermark").GetDouble(), End(segments[^1]), 6);
        Assert.Equal(tree.GetProperty("duration").GetDouble(), End(segments[^1]) - Start(segments[0]), 5);
        Partition(segments);
        foreach (var segment in segments)
        {
            Assert.Contains(segment.GetProperty("opens_with").GetString(), (string[])["start", "hard", "fade", "dissolve", "length"]);
            Assert.NotEmpty(segment.GetProperty("caption").GetString()!);
            foreach (var observation in segment.GetProperty("observations").EnumerateArray())
            {
                Assert.True(Start(observation) <= End(observation));
                Assert.True(End(observation) >= Start(segment) - 1e-6 && Start(observation) <= End(segment) + 1e-6, $"{observation} outside {segment.GetProperty("id")}");
                Assert.True(observation.TryGetProperty("text", out _) || observation.TryGetProperty("value", out _));
            }
        }

        var scenes = tree.GetProperty("scenes").EnumerateArray().ToList();
        var chapters = tree.GetProperty("chapters").EnumerateArray().ToList();
        Partition(scenes);
        Partition(chapters);
        Cite(scenes, segments);
        Cite(chapters, scenes);
        Cite([tree.GetProperty("programme")], chapters);
    }

    public static double Start(JsonElement part) => part.GetProperty("start").GetDouble();

    public static double End(JsonElement part) => part.GetProperty("end").GetDouble();

    private static void Partition(List<JsonElement> parts)
    {
        for (var i = 1; i < parts.Count; i++) Assert.Equal(End(parts[i - 1]), Start(parts[i]));
        Assert.All(parts, part => Assert.True(End(part) > Start(part), $"{part.GetProperty("id")} has no length"));
    }

    private static void Cite(List<JsonElement> parents, List<JsonElement> children)
    {
        var cited = parents.SelectMany(p => p.GetProperty("children").EnumerateArray().Select(c => c.GetString())).ToList();
        Assert.Equal(children.Select(c => c.GetProperty("id").GetString()), cited);
        var byId = children.ToDictionary(c => c.GetProperty("id").GetString()!);
        foreach (var parent in parents)
        {
            var own = parent.GetProperty("children").EnumerateArray().Select(c => byId[c.GetString()!]).ToList();
            Assert.Equal(Start(own[0]), Start(parent));
            Assert.Equal(End(own[^1]), End(parent));
            Assert.NotEmpty(parent.GetProperty("caption").GetString()!);
        }
    }
}
