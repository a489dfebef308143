using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>Every format there is.</summary>
public static class PairFormats
{
    /// <summary>In the order in which help lists them.</summary>
    public static ImmutableArray<IPairFormat> All { get; } = [new TrlFormat(), new LlamaFactoryFormat(), new SwiftFormat(), new InternVlFormat()];

    /// <summary>The format of this name.</summary>
    /// <exception cref="PreferenceException">There is none; says which ones there are.</exception>
    public static IPairFormat Find(string name) =>
        All.FirstOrDefault(format => format.Name == name) ?? throw new PreferenceException($"There is no format {name}: take one of {string.Join(", ", All.Select(format => format.Name))}.");
}
