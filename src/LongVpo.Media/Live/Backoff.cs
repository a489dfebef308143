using LongVpo.Core.Options;

namespace LongVpo.Media.Live;

/// <summary>How long to wait before a lost source is opened again: longer after each failure in a row, and never exactly as long as others wait.</summary>
/// <param name="options">Limits.</param>
/// <param name="chance">A number from 0 up to 1, anew at each call.</param>
internal sealed class Backoff(LiveOptions options, Func<double> chance)
{
    private int _failures;

    /// <summary>The next pause: the set one, shortened by up to the share that is left to chance.</summary>
    public TimeSpan Next()
    {
        var doubled = options.RetryFirst * Math.Pow(2, Math.Min(_failures++, 30));
        return (doubled < options.RetryMost ? doubled : options.RetryMost) * (1 - (options.RetryJitter * chance()));
    }

    /// <summary>The source delivered again.</summary>
    public void Reset() => _failures = 0;
}
