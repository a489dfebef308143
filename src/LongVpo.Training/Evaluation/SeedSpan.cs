using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>The seeds that a judgement may take its worlds from, first and last included. Those of training are refused, because what was learned by heart proves nothing.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public readonly record struct SeedSpan(long From, long To)
{
    /// <summary>All seeds that are kept for tests.</summary>
    public static SeedSpan Test
    {
        get
        {
            var (from, to) = SeedRanges.Of(WorldSplit.Test);
            return new SeedSpan(from, to);
        }
    }

    /// <summary>Reads <c>FROM-TO</c>; <paramref name="wrong"/> says in one sentence why it cannot be used.</summary>
    public static bool TryParse(string text, out SeedSpan span, [NotNullWhen(false)] out string? wrong)
    {
        (span, wrong) = (default, null);
        var parts = text.Split('-');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to))
        {
            wrong = $"'{text}' names no seeds: write FROM-TO, such as 300000-300999.";
            return false;
        }

        try
        {
            var split = SeedRanges.SplitOf(from);
            SeedRanges.Check(split, from, to);
            if (split == WorldSplit.Train) wrong = $"Seeds {text} are for training, and what was trained on cannot be judged by: take 300000-309999.";
        }
        catch (ArgumentException refused)
        {
            wrong = refused.Message;
        }

        span = new SeedSpan(from, to);
        return wrong is null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{From}-{To}";
}
