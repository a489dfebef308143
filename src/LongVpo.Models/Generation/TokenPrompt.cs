using System.Collections.Immutable;
using LongVpo.Models.Networks;

namespace LongVpo.Models.Generation;

/// <summary>A prompt as a network reads it: tokens, with pictures standing among them in order. It knows how many tokens it becomes before any picture is looked at.</summary>
public sealed class TokenPrompt
{
    private TokenPrompt(ImmutableArray<TokenPiece> pieces, ImmutableArray<int> counts) => (Pieces, Counts) = (pieces, counts);

    /// <summary>The pieces in order.</summary>
    public ImmutableArray<TokenPiece> Pieces { get; }

    /// <summary>Tokens of each piece, pictures whole.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Tokens of all pieces, pictures whole.</summary>
    public int Tokens => Counts.Sum();

    /// <summary>Takes an expanded prompt apart, in which every picture holds its place by as many image tokens as it becomes.</summary>
    /// <param name="network">Whose prompt it is.</param>
    /// <param name="ids">Token ids.</param>
    /// <param name="imageToken">Id of the place holder.</param>
    /// <param name="pictures">The pictures in order.</param>
    /// <exception cref="ArgumentException">Place holders and pictures do not fit, or an id is outside the network's table.</exception>
    public static TokenPrompt Of(InternNetwork network, ReadOnlySpan<int> ids, int imageToken, IReadOnlyList<IPromptPicture> pictures)
    {
        var (pieces, counts) = (ImmutableArray.CreateBuilder<TokenPiece>(), ImmutableArray.CreateBuilder<int>());
        var (next, text) = (0, 0);
        for (var at = 0; at < ids.Length;)
        {
            if (pictures.Count == 0 || ids[at] != imageToken)
            {
                if ((uint)ids[at] >= (uint)network.Config.Text.Vocabulary)
                    throw new ArgumentException($"Token {ids[at]} at {at} is outside the network's table of {network.Config.Text.Vocabulary}: the tokenizer belongs to another model.", nameof(ids));
                at++;
                continue;
            }

            if (next == pictures.Count) throw new ArgumentException($"The prompt has place for more than its {pictures.Count} pictures.", nameof(pictures));
            var count = network.TokensPerPicture(pictures[next].Height, pictures[next].Width);
            if (at + count > ids.Length || ids.Slice(at, count).ContainsAnyExcept(imageToken))
                throw new ArgumentException($"Picture {next + 1} becomes {count} tokens, and the prompt holds less place for it at token {at}.", nameof(pictures));
            Flush(ids[text..at]);
            pieces.Add(new TokenPiece([], pictures[next++]));
            counts.Add(count);
            at += count;
            text = at;
        }

        Flush(ids[text..]);
        if (next < pictures.Count) throw new ArgumentException($"The prompt has place for {next} of its {pictures.Count} pictures.", nameof(pictures));
        return new TokenPrompt(pieces.ToImmutable(), counts.ToImmutable());

        void Flush(ReadOnlySpan<int> span)
        {
            if (span.Length == 0) return;
            pieces.Add(new TokenPiece([.. span], null));
            counts.Add(span.Length);
        }
    }

    /// <summary>This prompt with a response behind it, as a piece of its own.</summary>
    public TokenPrompt With(ReadOnlySpan<int> response) => new(Pieces.Add(new TokenPiece([.. response], null)), Counts.Add(response.Length));
}
