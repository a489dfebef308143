using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>
/// Reads sound, subtitles and captions of a file on a thread of its own, always from the beginning, so that they do not depend on how or from where
/// the picture is decoded.
/// </summary>
internal sealed class SideReader : IDisposable
{
    // A batch spans about 250 ms, so some 16 s of sound wait here at most: half a megabyte.
    private const int BatchesWaiting = 64;

    private readonly string _path;
    private readonly SourceOptions _options;
    private readonly CancellationToken _stop;
    private readonly BoundedHandover<SideBatch> _batches = new(BatchesWaiting);
    private List<(MediaEvent, TimeRange)> _open = [];

    private SideReader(string path, SourceOptions options, CancellationToken stop) => (_path, _options, _stop) = (path, options, stop);

    public BoundedHandover<SideBatch> Batches => _batches;

    /// <summary>Ends when the thread has ended, with what stopped it.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>What was read; complete when <see cref="Finished"/>.</summary>
    public AvCounts Counts { get; private set; }

    public static SideReader Start(string path, SourceOptions options, CancellationToken stop)
    {
        var reader = new SideReader(path, options, stop);
        reader.Finished = Task.Factory.StartNew(reader.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return reader;
    }

    /// <summary>Only after <see cref="Finished"/>.</summary>
    public void Dispose() => _batches.Dispose();

    private void Run()
    {
        try
        {
            if (_options.Text) ReadSidecars();
            var wants = (_options.Sound ? AvWants.Audio : AvWants.None) | (_options.Text ? AvWants.Text | AvWants.Captions : AvWants.None);
            if (wants != AvWants.None) ReadTracks(wants);
        }
        catch (AvException e) when (e.Code != AvErrorCode.Interrupted)
        {
            // The picture goes on without them, and what failed is told when it is over.
            HandOver(long.MaxValue);
            throw;
        }
        finally
        {
            _batches.Complete();
        }
    }

    private void ReadSidecars()
    {
        foreach (var (path, language) in SidecarFiles.Beside(_path))
            foreach (var line in SidecarFiles.Read(path, language, _options.ReadTimeout, _stop)) _open.Add((line, line.Range));
        HandOver(long.MinValue);
    }

    private void ReadTracks(AvWants wants)
    {
        using var session = AvSession.Open(_path, new AvSettings { Wants = wants, Timeout = _options.ReadTimeout }, _stop);
        var text = new TextAssembler(session.Description.TextTracks);
        try
        {
            while (session.Next())
            {
                if (session.Kind == AvEventKind.Audio) AddSound(session);
                else if (session.Kind == AvEventKind.Progress) HandOver(session.Time.Pts);
                else Add(text.Take(session));
            }
        }
        finally
        {
            Counts = session.Counts;
            Add(text.Finish(new MediaTime(Math.Max(Counts.EndUs, 0), TimeBase.Microseconds)));
        }

        HandOver(long.MaxValue);
    }

    private void AddSound(AvSession session)
    {
        var samples = session.Samples.ToArray();
        var range = new TimeRange(session.Time, new MediaTime(session.Time.Pts + samples.Length, session.TimeBase));
        _open.Add((new AudioDecoded(range, samples), range));
    }

    private void Add(IEnumerable<TextDecoded> lines)
    {
        foreach (var line in lines) _open.Add((line, line.Range));
    }

    private void HandOver(long readToUs)
    {
        _batches.Put(new SideBatch(_open, readToUs), _stop);
        _open = [];
    }
}
