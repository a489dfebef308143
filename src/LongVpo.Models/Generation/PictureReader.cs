using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>Looks at pictures a few at a time, and never twice at the same while it remembers it.</summary>
/// <param name="network">What looks.</param>
/// <param name="atOnce">Pictures in one pass; bounds the memory of the pass.</param>
/// <param name="budget">Bytes of visual tokens that are remembered, least recently used first to go.</param>
internal sealed class PictureReader(InternNetwork network, int atOnce, long budget) : IDisposable
{
    private readonly ContentCache<VisualTokens> _seen = new(budget);

    /// <summary>Pictures that the network had to look at.</summary>
    public long Looked { get; private set; }

    /// <summary>What the network makes of these pictures, in their order.</summary>
    public VisualTokens[] Look(IReadOnlyList<IPromptPicture> pictures)
    {
        var found = new Dictionary<string, VisualTokens>(StringComparer.Ordinal);
        var unknown = new List<IPromptPicture>();
        foreach (var picture in pictures)
        {
            if (found.ContainsKey(picture.Key)) continue;
            if (_seen.TryGet(picture.Key, out var known)) found[picture.Key] = known;
            else if (unknown.TrueForAll(other => other.Key != picture.Key)) unknown.Add(picture);
        }

        foreach (var size in unknown.GroupBy(static picture => (picture.Height, picture.Width)))
            foreach (var some in size.Chunk(atOnce))
                foreach (var (picture, tokens) in some.Zip(LookAt(some)))
                {
                    found[picture.Key] = tokens;
                    _seen.Put(picture.Key, tokens, tokens.Bytes);
                }

        return [.. pictures.Select(picture => found[picture.Key])];
    }

    public void Dispose() => _seen.Dispose();

    private VisualTokens[] LookAt(IPromptPicture[] pictures)
    {
        var (height, width) = (pictures[0].Height, pictures[0].Width);
        var pixels = new float[pictures.Length * 3 * height * width];
        for (var i = 0; i < pictures.Length; i++) pictures[i].Read(pixels.AsSpan(i * 3 * height * width, 3 * height * width));
        using var scope = network.Engine.OpenScope();
        var rows = network.Look(network.Engine.From(pixels, pictures.Length, 3, height, width));
        var values = new float[rows.Count];
        network.Engine.Read(rows, values);
        Looked += pictures.Length;
        var each = values.Length / pictures.Length;
        return [.. Enumerable.Range(0, pictures.Length).Select(i => new VisualTokens(values[(i * each)..((i + 1) * each)], rows.Width))];
    }
}
