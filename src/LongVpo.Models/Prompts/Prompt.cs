using System.Collections.Immutable;

namespace LongVpo.Models.Prompts;

/// <summary>A chat as a model reads it.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Labels">For training, per token: its id where an assistant said it or ended its turn, else <see cref="Ignored"/>. The token at t is predicted from the logits at t-1.</param>
/// <param name="Pictures">The pictures in the order of their image tokens; as many tiles must be given to the network.</param>
/// <param name="Text">The same as text, for people.</param>
public sealed record Prompt(ImmutableArray<int> Ids, ImmutableArray<int> Labels, ImmutableArray<PromptPicture> Pictures, string Text)
{
    /// <summary>The label of a token that is not learned (what other frameworks write as -100).</summary>
    public const int Ignored = -1;

    /// <summary>Checks that ids have room for exactly so many pictures; the network puts rows there by order alone and would not notice.</summary>
    /// <param name="ids">Token ids, of a batch also one behind the other.</param>
    /// <param name="imageToken">The id that pictures replace.</param>
    /// <param name="pictures">Tiles and frames that are given.</param>
    /// <param name="tokensPerPicture">Image tokens of one.</param>
    /// <exception cref="ArgumentException">The numbers disagree.</exception>
    public static void CheckPictures(ReadOnlySpan<int> ids, int imageToken, int pictures, int tokensPerPicture)
    {
        var tokens = ids.Count(imageToken);
        if (tokens != (long)pictures * tokensPerPicture)
            throw new ArgumentException($"The prompt has {tokens} image tokens, and {pictures} pictures of {tokensPerPicture} tokens were given; give as many as it was built for.", nameof(pictures));
    }
}
