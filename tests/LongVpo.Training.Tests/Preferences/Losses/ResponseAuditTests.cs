using System.Collections.Immutable;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Plants every mistake of masks that a loss cannot show, and sees it found.</summary>
public sealed class ResponseAuditTests
{
    private const int End = 99;
    private static readonly HashSet<int> Visual = [50];
    private static readonly ImmutableArray<int> Prompt = [1, 50, 50, 2];

    [Fact]
    public void A_good_pair_has_no_fault() => Assert.Empty(Faults(Of(4, 7, 8, End), Of(4, 9, End)));

    [Fact]
    public void Every_planted_mistake_is_named()
    {
        var good = Of(4, 9, End);

        Assert.Contains("picture", Single(Of(2, 7, 8, End) with { Scored = [false, false, true, false, true, true, true] }, good), StringComparison.Ordinal);
        Assert.Contains("prompt is scored", Single(Of(3, 7, End), good), StringComparison.Ordinal);
        Assert.Contains("shifted", Single(Of(5, 7, End), good), StringComparison.Ordinal);
        Assert.Contains("holes", Single(Of(4, 7, 8, End) with { Scored = [false, false, false, false, true, false, true] }, good), StringComparison.Ordinal);
        Assert.Contains("ends its turn", Single(Of(4, 7, 8), good), StringComparison.Ordinal);
        Assert.Contains("no scored token", Single(Of(7, 7, 8, End), good), StringComparison.Ordinal);
        Assert.Contains("marks for", Single(Of(4, 7, End) with { Scored = [true] }, good), StringComparison.Ordinal);
        Assert.Contains("different prompts", Assert.Single(Faults(Of(4, 7, End), good with { Ids = good.Ids.SetItem(0, 3) })), StringComparison.Ordinal);
    }

    private static string Single(ResponseTokens chosen, ResponseTokens rejected) => Faults(chosen, rejected)[0];

    private static List<string> Faults(ResponseTokens chosen, ResponseTokens rejected) => [.. ResponseAudit.Faults(chosen, rejected, 4, End, Visual)];

    private static ResponseTokens Of(int scoredFrom, params int[] response)
    {
        ImmutableArray<int> ids = [.. Prompt, .. response];
        return new ResponseTokens(ids, [.. ids.Select((_, i) => i >= scoredFrom)]);
    }
}
