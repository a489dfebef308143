using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Draws the clips around an anchor: of other sources, and none that looks like it.</summary>
internal sealed class DistractorDraw(IClipPool pool, IClipDescriptor descriptor, Stage1Settings settings, IReadOnlySet<string> withdrawn)
{
    private const int Remembered = 1 << 16;

    // One clip in 48 of the world shows the same: with so many draws there is one nearly always.
    private const int TwinTries = 200;
    private readonly Memo<int, ReadOnlyMemory<float>> _vectors = new(Remembered);

    /// <summary>Whether anything can be seen in a clip that it could be told apart by.</summary>
    public async ValueTask<bool> IsSeenAsync(int clip, CancellationToken cancellationToken) => !(await VectorAsync(clip, cancellationToken)).IsEmpty;

    /// <summary>Draws as many clips as asked. A clip that does not fit gives its place to another, so that long composites are no rarer than they were meant to be.</summary>
    /// <param name="anchor">The clip that is asked about.</param>
    /// <param name="count">Clips wanted.</param>
    /// <param name="random">What is drawn from.</param>
    /// <param name="fault">Why a clip cannot stand beside the anchor; null when it can.</param>
    /// <param name="cancellationToken">Stops between two clips.</param>
    /// <returns>The clips in order, with the largest likeness among them; or, when a place could not be filled, why the last clip tried did not fit.</returns>
    public async ValueTask<(int[] Clips, double Likeness, string? Reason)> DrawAsync(int anchor, int count, WorldRandom random, Func<int, ValueTask<string?>> fault, CancellationToken cancellationToken)
    {
        var mine = await VectorAsync(anchor, cancellationToken);
        var sources = new HashSet<string>(StringComparer.Ordinal) { pool.At(anchor).SourceId };
        var (drawn, most, reason) = (new int[count], -1.0, RejectReasons.NoDissimilar);
        for (var place = 0; place < count; place++)
        {
            var found = false;
            await foreach (var (clip, likeness) in CandidatesAsync(mine, sources, isTwin: place == 0 && settings.IsTwinAdded, random, cancellationToken))
            {
                if (likeness > settings.Likeness && !settings.Without.HasFlag(Stage1Parts.Likeness))
                {
                    reason = RejectReasons.NoDissimilar;
                    continue;
                }

                if (await fault(clip) is { } wrong)
                {
                    reason = wrong;
                    continue;
                }

                sources.Add(pool.At(clip).SourceId);
                (drawn[place], most, found) = (clip, Math.Max(most, likeness), true);
                break;
            }

            if (!found) return (drawn, most, reason);
        }

        return (drawn, most, null);
    }

    /// <summary>The cosine of two vectors of length 1; 1 where one of them shows nothing, which is like everything.</summary>
    public static double Likeness(ReadOnlyMemory<float> one, ReadOnlyMemory<float> other) => one.IsEmpty || other.IsEmpty ? 1 : TensorPrimitives.Dot(one.Span, other.Span);

    // As many clips as may be tried for a place, of sources that the composite does not have; for a twin the most alike of many.
    private async IAsyncEnumerable<(int Clip, double Likeness)> CandidatesAsync(
        ReadOnlyMemory<float> mine, HashSet<string> sources, bool isTwin, WorldRandom random, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looked = new List<(int Clip, double Likeness)>();
        for (var tries = 0; tries < (isTwin ? TwinTries : settings.DrawsPerPlace); tries++)
        {
            var clip = random.Below(pool.Count);
            if (sources.Contains(pool.At(clip).SourceId) || withdrawn.Contains(pool.At(clip).SourceId)) continue;
            var one = (clip, Likeness(mine, await VectorAsync(clip, cancellationToken)));
            if (isTwin) looked.Add(one);
            else yield return one;
        }

        foreach (var one in looked.OrderByDescending(static one => one.Likeness).Take(settings.DrawsPerPlace)) yield return one;
    }

    private async ValueTask<ReadOnlyMemory<float>> VectorAsync(int clip, CancellationToken cancellationToken) =>
        _vectors.TryGet(clip, out var known) ? known : _vectors.Put(clip, descriptor.Of(await pool.ReadAsync(clip, cancellationToken)));
}
