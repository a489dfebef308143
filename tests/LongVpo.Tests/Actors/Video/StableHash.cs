using System.Globalization;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A hash that is the same in every process, since a carry is compared across runs.</summary>
internal static class StableHash
{
    public static string GetStableHash(this string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
