using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Finds lines by words: more matched groups first, then rarer words in shorter lines (the BM25 measure with each word counted once, as lines are short).
/// Rare words lead; frequent ones only add to what rare ones found, unless there is nothing else to go by.
/// </summary>
internal sealed class LineRanking(SqliteLink link, EvidenceQuery query, IReadOnlyList<(long Low, long High)> windows)
{
    /// <summary>Groups of words that are looked for; a question has a handful.</summary>
    private const int MaxGroups = 16;

    /// <summary>Rows read at a time, best first, until enough pass the filters.</summary>
    private const int Chunk = 500;

    /// <summary>BM25's usual constants, and the characters of a typical line.</summary>
    private const double Saturation = 1.2, LengthShare = 0.75, TypicalLength = 40;

    private readonly WordSearch _search = new(link, "line_words", windows, MatchText.OfKinds(EvidenceFilter.KindsOf(query)));
    private readonly EvidenceFilter _filter = new(query);

    public List<ScoredLine> Find()
    {
        var required = query.Phrase is { } phrase ? MatchText.AnyOf([phrase]) : null;
        if (query.Phrase is not null && required is null) return [];
        var groups = (query.Words.IsDefault ? [] : query.Words).Take(MaxGroups)
            .Select(words => Look(words, required)).OfType<WordGroup>().ToList();
        var candidates = new Dictionary<long, Candidate>();
        if (required is not null) Add(candidates, new WordGroup(required, _search.Find(required).Rows, true, [], false), 1);
        Gather(candidates, groups, required);
        return Ranked(candidates);
    }

    private WordGroup? Look(IReadOnlyList<string> words, string? required)
    {
        if (MatchText.AnyOf(words) is not { } expression) return null;
        var (rows, complete) = _search.Find(Within(required, expression));
        if (!complete) return new WordGroup(expression, rows, false, [], false);
        var near = MatchText.AnyOf(words.Take(1).SelectMany(word => Spelling.Near(link, word)));
        return new WordGroup(expression, rows, true, near is null ? [] : _search.Find(Within(required, near)).Rows, rows.Count > 0);
    }

    private void Gather(Dictionary<long, Candidate> candidates, List<WordGroup> groups, string? required)
    {
        var total = Math.Max(1, link.Number("SELECT coalesce(sum(lines), 0) FROM videos"));
        var rare = groups.Where(group => group.Complete).ToList();
        foreach (var group in rare) Add(candidates, group, Rarity(group.Exact.Count + group.Near.Count, total));
        var frequent = groups.Where(group => !group.Complete).ToList();
        var leading = rare.Where(group => group.Exact.Count > 0).Select(group => group.Expression).ToList();
        var common = Rarity(Math.Max(WordSearch.FrequentFrom, total / 4), total);
        foreach (var group in frequent)
        {
            // Together with rarer words the index skips from hit to hit; alone, or with only frequent ones, the first rows have to do.
            var with = leading.Count > 0 ? string.Join(" OR ", leading) : required;
            var rows = with is null ? group.Exact : _search.Find(MatchText.And(with, group.Expression)).Rows;
            Add(candidates, group with { Exact = rows }, common);
        }

        if (leading.Count > 0 && candidates.Count >= query.Limit) return;
        if (frequent.Count > 1 && leading.Count == 0) AddTogether(candidates, frequent, required, common);
        if (leading.Count > 0 && required is null)
            foreach (var group in frequent)
                foreach (var row in group.Exact) candidates.TryAdd(row, new Candidate(1, common, false));
    }

    /// <summary>Lines that hold all of several frequent words stand further back than the first rows of each.</summary>
    private void AddTogether(Dictionary<long, Candidate> candidates, List<WordGroup> frequent, string? required, double common)
    {
        var all = frequent.Select(group => group.Expression).Aggregate(MatchText.And);
        var matched = frequent.Count + (required is null ? 0 : 1);
        foreach (var row in _search.Find(Within(required, all)).Rows) candidates[row] = new Candidate(matched, matched * common, false);
    }

    private static void Add(Dictionary<long, Candidate> candidates, WordGroup group, double rarity)
    {
        var exact = group.Exact.ToHashSet();
        foreach (var row in exact) candidates[row] = candidates.GetValueOrDefault(row).With(1, rarity, false);
        foreach (var row in group.Near.Where(row => !exact.Contains(row)))
            candidates[row] = candidates.GetValueOrDefault(row).With(WordGroup.NearWeight, rarity, group.NearOnScreenOnly);
    }

    private List<ScoredLine> Ranked(Dictionary<long, Candidate> candidates)
    {
        var found = new List<ScoredLine>();
        var order = candidates.OrderByDescending(pair => pair.Value.Groups).ThenByDescending(pair => pair.Value.Rarity).ThenBy(pair => pair.Key);
        foreach (var chunk in order.Chunk(Chunk))
        {
            foreach (var line in StoredLine.Fetch(link, chunk.Select(pair => pair.Key)))
            {
                var candidate = candidates[line.Key];
                if (candidate.OnScreenOnly && line.Observation.Kind != ObservationKind.ScreenText) continue;
                if (_filter.Allows(line)) found.Add(new ScoredLine(line, Score(candidate, line.Observation.Text?.Length ?? 0)));
            }

            if (found.Count >= query.Limit * 2) break;
        }

        return found;
    }

    private static string Within(string? required, string expression) => required is null ? expression : MatchText.And(required, expression);

    private static double Rarity(long lines, long total) => Math.Log(1 + ((Math.Max(0, total - lines) + 0.5) / (lines + 0.5)));

    /// <summary>Whole groups count 1 each; rarity and length decide among equals and stay below 1.</summary>
    private static double Score(Candidate candidate, int length)
    {
        var relevance = candidate.Rarity * (Saturation + 1) / (1 + (Saturation * (1 - LengthShare + (LengthShare * length / TypicalLength))));
        return candidate.Groups + (0.49 * relevance / (relevance + 20));
    }
}
