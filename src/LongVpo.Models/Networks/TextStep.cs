using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Says which tokens of which texts a pass of the decoder holds. Tokens of all texts lie one behind the other without padding, so texts of any length share a pass and each comes out
/// as if it were alone.
/// </summary>
public sealed class TextStep
{
    private TextStep(int[] counts, int[] positions, int[] lengths, CachedRow[]? rows, BranchShape? branches = null) =>
        (Counts, Positions, Lengths, Rows, Branches) = (counts, positions, lengths, rows, branches);

    /// <summary>Tokens of each text in this pass.</summary>
    internal int[] Counts { get; }

    /// <summary>Place of every token in its text, from 0.</summary>
    internal int[] Positions { get; }

    /// <summary>For every token, the length of text that its rotation is meant for.</summary>
    internal int[] Lengths { get; }

    /// <summary>The texts' caches; null when the pass holds whole texts and keeps nothing.</summary>
    internal CachedRow[]? Rows { get; }

    /// <summary>How texts that share their beginnings lie in the pass; null when none do.</summary>
    internal BranchShape? Branches { get; }

    /// <summary>Whole texts, nothing kept: what training and comparing use.</summary>
    /// <param name="counts">Tokens of each text, at least one.</param>
    public static TextStep Whole(params ReadOnlySpan<int> counts)
    {
        var (positions, lengths) = (new List<int>(), new List<int>());
        foreach (var count in counts)
        {
            positions.AddRange(Enumerable.Range(0, count));
            lengths.AddRange(Enumerable.Repeat(count, count));
        }

        return new TextStep(counts.ToArray(), [.. positions], [.. lengths], null);
    }

    /// <summary>Whole texts whose positions somebody else gave, rotated as for a text of <paramref name="length"/> tokens.</summary>
    public static TextStep Placed(ReadOnlySpan<int> counts, ReadOnlySpan<int> positions, int length)
    {
        var lengths = new int[positions.Length];
        Array.Fill(lengths, length);
        return new TextStep(counts.ToArray(), positions.ToArray(), lengths, null);
    }

    /// <summary>Beginnings with branches behind them, each branch as if it stood alone behind its beginning; nothing is kept. Needs an engine that can train.</summary>
    public static TextStep Branched(BranchShape shape)
    {
        var positions = new int[shape.Tokens];
        for (var i = 0; i < positions.Length; i++)
        {
            var at = i % shape.PerSequence;
            positions[i] = at < shape.Prefix ? at : shape.Prefix + ((at - shape.Prefix) % shape.Length);
        }

        var lengths = new int[positions.Length];
        Array.Fill(lengths, shape.Prefix + shape.Length);
        return new TextStep([], positions, lengths, null, shape);
    }

    /// <summary>The next tokens of texts whose earlier ones lie in their caches.</summary>
    /// <param name="rows">Each text's cache, and how many tokens follow; caches of one pass are all different ones.</param>
    /// <param name="prompts">Tokens of each text's prompt: all its pieces are rotated as for a text of that length, later tokens as for the text up to them.</param>
    public static TextStep Next(ReadOnlySpan<CachedRow> rows, ReadOnlySpan<int> prompts)
    {
        var (counts, positions, lengths) = (new int[rows.Length], new List<int>(), new List<int>());
        for (var row = 0; row < rows.Length; row++)
        {
            counts[row] = rows[row].Count;
            for (var position = rows[row].Cache.Length; position < rows[row].Cache.Length + rows[row].Count; position++)
            {
                positions.Add(position);
                lengths.Add(Math.Max(prompts[row], position + 1));
            }
        }

        return new TextStep(counts, [.. positions], [.. lengths], rows.ToArray());
    }

    /// <summary>Counts this pass as seen in the caches it went through. Once, after everything else of the pass went well.</summary>
    public void Commit()
    {
        foreach (var row in Rows ?? []) row.Cache.Commit(row.Count);
    }
}
