using System.Collections.Immutable;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>Makes scenes of segments and what a model said of them, so that "right after" and "twice" mean scenes, however often they were cut.</summary>
public static class SceneList
{
    // What is left of a change between two scenes is shorter; a scene is not.
    private static readonly TimeSpan Sliver = TimeSpan.FromSeconds(1.5);

    /// <summary>The scenes of one video in order. Where segments are missing or nothing was said, an unknown scene stands.</summary>
    /// <param name="segments">Sealed segments in order.</param>
    /// <param name="said">What the model said of them, by segment.</param>
    /// <param name="wording">How its captions are read.</param>
    public static ImmutableArray<SeenScene> Of(IReadOnlyList<Segment> segments, IReadOnlyDictionary<string, ModelCaption> said, ModelWording wording)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(wording);
        var scenes = new List<SeenScene>();
        var slivers = new List<Segment>();
        var last = -1;
        foreach (var segment in segments)
        {
            if (last >= 0 && segment.Span.Id.Ordinal != last + 1)
            {
                Settle(slivers, scenes);
                scenes.Add(Unknown(segment));
            }

            last = segment.Span.Id.Ordinal;
            if (!said.TryGetValue(segment.Span.Id.ToString(), out var caption) || wording.Fields(caption.Text) is not { } fields)
            {
                slivers.Add(segment);
                continue;
            }

            Settle(slivers, scenes);
            if (scenes.Count > 0 && Same(scenes[^1].Fields, fields)) scenes[^1] = scenes[^1] with { Segments = scenes[^1].Segments.Add(segment) };
            else scenes.Add(new SeenScene([segment], caption.Text, fields));
        }

        Settle(slivers, scenes);
        return [.. scenes];
    }

    /// <summary>Segments of which nothing is known are a scene where they are long enough together, however often it was cut, else what is left of a change.</summary>
    private static void Settle(List<Segment> slivers, List<SeenScene> scenes)
    {
        if (slivers.Count > 0 && slivers[^1].Span.Range.End.Since(slivers[0].Span.Range.Start) >= Sliver) scenes.Add(Unknown([.. slivers]));
        slivers.Clear();
    }

    private static SeenScene Unknown(params ReadOnlySpan<Segment> segments) => new([.. segments], string.Empty, ImmutableDictionary<string, string>.Empty);

    private static bool Same(ImmutableDictionary<string, string> one, ImmutableDictionary<string, string> other) =>
        one.Count == other.Count && one.All(field => other.TryGetValue(field.Key, out var value) && value == field.Value);
}
