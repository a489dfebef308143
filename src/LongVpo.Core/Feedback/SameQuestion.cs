using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LongVpo.Core.Answers;

namespace LongVpo.Core.Feedback;

/// <summary>Says which questions are the same one asked again: the same words, apart from case, spaces and the mark at their end, about the same footage. How far the footage was seen may differ.</summary>
public static class SameQuestion
{
    /// <summary>A digest that the same questions share, in hexadecimal.</summary>
    public static string KeyOf(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var words = string.Join(' ', question.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('?', '.', '!', ' ').ToLowerInvariant();
        var videos = string.Join(',', question.Videos.Select(video => video.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var within = question.Within is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Start.Seconds:R}-{range.End.Seconds:R}") : string.Empty;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{words}\n{videos}\n{within}")));
    }
}
