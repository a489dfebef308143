using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>
/// A time as a question words it. It becomes a stretch only against a video, because "the last ten seconds" depends on how far the video has been seen
/// and a file's clock need not start at zero.
/// </summary>
/// <param name="Kind">How <paramref name="A"/> and <paramref name="B"/> are meant.</param>
/// <param name="A">Seconds, or a share of 0 to 1.</param>
/// <param name="B">The second bound where there are two.</param>
public sealed record AskedTime(AskedTimeKind Kind, double A = 0, double B = 0)
{
    // "At the start" has no length; a tenth of the video, but at least as long as a title stands, is what people mean by it.
    private const double EdgeShare = 0.1;
    private const double EdgeSecondsLeast = 5;

    // A person who says "around" reads a clock to the second or two.
    private const double AroundSeconds = 2;

    /// <summary>The exact moment asked about, if it is one.</summary>
    public MediaTime? Moment => Kind is AskedTimeKind.At or AskedTimeKind.Around ? MediaTime.FromSeconds(A) : null;

    /// <summary>The stretch on the container's clock.</summary>
    /// <param name="seen">From the first frame to the watermark.</param>
    public TimeRange Within(TimeRange seen)
    {
        var (start, end) = (seen.Start.Seconds, seen.End.Seconds);
        var length = end - start;
        var edge = Math.Min(length, Math.Max(EdgeSecondsLeast, length * EdgeShare));
        return Kind switch
        {
            AskedTimeKind.Between => Range(Math.Min(A, B), Math.Max(A, B)),
            AskedTimeKind.After => Range(A, Math.Max(A, end)),
            AskedTimeKind.Before => Range(Math.Min(start, A), A),
            AskedTimeKind.At => Range(A, A),
            AskedTimeKind.Around => Range(A - AroundSeconds, A + AroundSeconds),
            AskedTimeKind.FromStart => Range(start + A, start + B),
            AskedTimeKind.FromEnd => Range(Math.Max(start, end - A), end),
            AskedTimeKind.Share => Range(start + (length * A), start + (length * B)),
            AskedTimeKind.Start => Range(start, start + edge),
            _ => Range(end - edge, end),
        };
    }

    private static TimeRange Range(double from, double to) => new(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to));
}
