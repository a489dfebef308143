using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>What a benchmark's files hold.</summary>
/// <param name="Items">Questions that can be asked.</param>
/// <param name="Problems">Those that cannot, and why; they are told and never scored.</param>
public sealed record BenchmarkData(ImmutableArray<BenchmarkItem> Items, ImmutableArray<BenchmarkProblem> Problems)
{
    /// <summary>Takes out what no score could be right of: ids that come twice, right answers that are no option.</summary>
    public static BenchmarkData Of(IEnumerable<(BenchmarkItem? Item, BenchmarkProblem? Problem)> read)
    {
        var (items, problems, ids) = (ImmutableArray.CreateBuilder<BenchmarkItem>(), ImmutableArray.CreateBuilder<BenchmarkProblem>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (item, problem) in read)
        {
            if (problem is not null) problems.Add(problem);
            if (item is null) continue;
            if (!ids.Add(item.Id)) problems.Add(new BenchmarkProblem("duplicate_id", item.Id, "This id came before; only the first question of it is asked."));
            else if (item.Options.Length < 2) problems.Add(new BenchmarkProblem("bad_answer", item.Id, "There are fewer than two options."));
            else items.Add(item);
        }

        return new BenchmarkData(items.ToImmutable(), problems.ToImmutable());
    }
}
