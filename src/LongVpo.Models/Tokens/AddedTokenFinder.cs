using System.Buffers;
using System.Collections.Immutable;

namespace LongVpo.Models.Tokens;

/// <summary>Cuts text at added tokens: the leftmost one first, and of those that begin there the longest.</summary>
internal sealed class AddedTokenFinder
{
    private readonly SearchValues<string> _texts;
    private readonly ImmutableArray<AddedToken> _longestFirst;

    /// <summary>A finder of these tokens.</summary>
    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        _longestFirst = [.. tokens.OrderByDescending(token => token.Text.Length)];
        _texts = SearchValues.Create([.. _longestFirst.Select(token => token.Text)], StringComparison.Ordinal);
    }

    /// <summary>The first token in a text and where it begins; null where there is none.</summary>
    public (int At, AddedToken Token)? First(ReadOnlySpan<char> text)
    {
        var at = _longestFirst.IsEmpty ? -1 : text.IndexOfAny(_texts);
        if (at < 0) return null;
        foreach (var token in _longestFirst)
            if (text[at..].StartsWith(token.Text, StringComparison.Ordinal)) return (at, token);
        return null;
    }
}
