using System.Numerics.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>
/// Leaves out what a picture repeats of the pictures before it, so that more footage fits into a prompt. Each row is compared with the last one kept at the same place of the picture,
/// so slow drift is noticed in the end. The rule only looks back: a picture keeps the same rows whatever follows it, which lets a growing prompt share its beginning.
/// </summary>
/// <param name="ratio">Share of a picture's rows that is kept at least, rounded up; 1 keeps everything.</param>
/// <param name="alike">Cosine from which two rows count as the same.</param>
public sealed class VisualThinning(double ratio, double alike)
{
    private float[]? _last;

    /// <summary>Whether nothing is ever left out.</summary>
    public bool Off => ratio >= 1;

    /// <summary>One that goes on from here apart from this one.</summary>
    public VisualThinning Copy() => new(ratio, alike) { _last = _last?.ToArray() };

    /// <summary>The rows of the next picture that are kept, in order. The first picture keeps all, and so does one whose number of rows differs from the picture before.</summary>
    public int[] Next(VisualTokens picture)
    {
        if (Off) return [.. Enumerable.Range(0, picture.Count)];
        if (_last is null || _last.Length != picture.Values.Length)
        {
            _last = picture.Values.ToArray();
            return [.. Enumerable.Range(0, picture.Count)];
        }

        var similarity = new float[picture.Count];
        for (var row = 0; row < similarity.Length; row++)
            similarity[row] = TensorPrimitives.CosineSimilarity(picture.Row(row), _last.AsSpan(row * picture.Width, picture.Width));
        var least = Math.Max(1, (int)Math.Ceiling((ratio * picture.Count) - 1e-9));
        var dropped = Enumerable.Range(0, picture.Count).Where(row => similarity[row] >= alike)
            .OrderByDescending(row => similarity[row]).ThenBy(row => row).Take(picture.Count - least).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, picture.Count).Where(row => !dropped.Contains(row))];
        foreach (var row in kept) picture.Row(row).CopyTo(_last.AsSpan(row * picture.Width));
        return kept;
    }
}
