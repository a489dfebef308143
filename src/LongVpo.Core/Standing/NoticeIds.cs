using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Standing;

/// <summary>Makes the ids by which a receiver tells a repeated notice: from what it is about and nothing else, so that a run after a kill makes the same.</summary>
public static class NoticeIds
{
    private const int Bytes = 16;

    /// <summary>An episode's, from where it starts to the microsecond.</summary>
    public static string Episode(string standing, VideoId video, MediaTime start) =>
        Of(string.Create(CultureInfo.InvariantCulture, $"episode {standing} {video} {start.Since(MediaTime.Zero).Ticks / TimeSpan.TicksPerMicrosecond}"));

    /// <summary>A changed answer's, from the event that changed it.</summary>
    public static string Answer(string standing, VideoId video, long version, MediaTime asOf) =>
        Of(string.Create(CultureInfo.InvariantCulture, $"answer {standing} {video} {version} {asOf.Since(MediaTime.Zero).Ticks}"));

    private static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
