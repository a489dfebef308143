using System.Numerics.Tensors;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Draws the clips around an anchor: of other sources, and none that looks like it.</summary>
internal sealed class DistractorDraw(IClipPool pool, IClipDescriptor descriptor, Stage1Settings settings, IReadOnlySet<string> withdrawn)
{
    private const int Remembered = 1 << 16;
    private readonly Memo<int, ReadOnlyMemory<float>> _vectors = new(Remembered);

    /// <summary>Whether anything can be seen in a clip that it could be told apart by.</summary>
    public async ValueTask<bool> IsSeenAsync(int clip, CancellationToken cancellationToken) => !(await VectorAsync(clip, cancellationToken)).IsEmpty;

    /// <summary>Draws as many clips as asked.</summary>
    /// <returns>The clips in order, with the largest likeness among them; null when too few of the pool are unlike the anchor.</returns>
    public async ValueTask<(int[] Clips, double Likeness)?> DrawAsync(int anchor, int count, WorldRandom random, CancellationToken cancellationToken)
    {
        var mine = await VectorAsync(anchor, cancellationToken);
        var sources = new HashSet<string>(StringComparer.Ordinal) { pool.At(anchor).SourceId };
        var (drawn, most) = (new int[count], -1.0);
        for (var place = 0; place < count; place++)
        {
            var found = false;
            for (var tries = 0; tries < settings.DrawsPerPlace && !found; tries++)
            {
                var clip = random.Below(pool.Count);
                if (sources.Contains(pool.At(clip).SourceId) || withdrawn.Contains(pool.At(clip).SourceId)) continue;
                var likeness = Likeness(mine, await VectorAsync(clip, cancellationToken));
                if (likeness > settings.Likeness && !settings.Without.HasFlag(Stage1Parts.Likeness)) continue;
                sources.Add(pool.At(clip).SourceId);
                (drawn[place], most, found) = (clip, Math.Max(most, likeness), true);
            }

            if (!found) return null;
        }

        return (drawn, most);
    }

    /// <summary>The cosine of two vectors of length 1; 1 where one of them shows nothing, which is like everything.</summary>
    public static double Likeness(ReadOnlyMemory<float> one, ReadOnlyMemory<float> other) => one.IsEmpty || other.IsEmpty ? 1 : TensorPrimitives.Dot(one.Span, other.Span);

    private async ValueTask<ReadOnlyMemory<float>> VectorAsync(int clip, CancellationToken cancellationToken) =>
        _vectors.TryGet(clip, out var known) ? known : _vectors.Put(clip, descriptor.Of(await pool.ReadAsync(clip, cancellationToken)));
}
