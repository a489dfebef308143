namespace LongVpo.Media.Shots;

/// <summary>
/// The stretch of frames the judges may look at. They ask by time, never by number of frames, so a verdict is the same at any point of a run
/// and whatever lies outside the stretch it asked for.
/// </summary>
internal sealed class Film
{
    private readonly List<Step> _steps = [];

    public int Count => _steps.Count;

    public Step this[int index] => _steps[index];

    public void Add(Step step) => _steps.Add(step);

    /// <summary>Forgets the first frames.</summary>
    public void Forget(int count) => _steps.RemoveRange(0, count);

    /// <summary>The first frame at or after a moment, but not after <paramref name="index"/>.</summary>
    public int Back(int index, double seconds)
    {
        var limit = _steps[index].Seconds - seconds - Slack;
        while (index > 0 && _steps[index - 1].Seconds >= limit) index--;
        return index;
    }

    /// <summary>The last frame within a time after a frame.</summary>
    public int Ahead(int index, double seconds)
    {
        var limit = _steps[index].Seconds + seconds + Slack;
        while (index + 1 < _steps.Count && _steps[index + 1].Seconds <= limit) index++;
        return index;
    }

    /// <summary>Timestamps in whole milliseconds jitter; a frame this little outside still belongs.</summary>
    private const double Slack = 0.0005;
}
