namespace LongVpo.Models.Managed.Kernels;

/// <summary>Divides work among threads where that is worth more than handing it over costs.</summary>
internal static class Workers
{
    // Below so many elementary operations (some 20 microseconds of one core) a piece is not worth a hand-over.
    private const long WorthSharing = 1 << 20;

    /// <summary>Calls the body with consecutive ranges that cover 0 to count.</summary>
    /// <param name="threads">At most so many at once.</param>
    /// <param name="count">What is divided.</param>
    /// <param name="multiple">Every range but the last is a multiple of this long.</param>
    /// <param name="work">Elementary operations of the whole.</param>
    /// <param name="body">Told the first and the end of its range.</param>
    public static void Share(int threads, int count, int multiple, long work, Action<int, int> body)
    {
        var units = (count + multiple - 1) / multiple;
        // Twice as many ranges as threads, so that one that was held up does not hold up all.
        var pieces = (int)Math.Min(units, Math.Min(2L * threads, work / WorthSharing));
        if (threads <= 1 || pieces <= 1)
        {
            body(0, count);
            return;
        }

        var each = (units + pieces - 1) / pieces * multiple;
        Parallel.For(0, (count + each - 1) / each, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece => body(piece * each, Math.Min(count, (piece + 1) * each)));
    }
}
