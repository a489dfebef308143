using System.Globalization;
using System.Net.Sockets;
using System.Text;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>A live HLS stream: segments begin at key frames and are listed when they are whole, and the list slides.</summary>
internal sealed class HlsServer : ISimulatedServer
{
    private const string Path = "/live.m3u8";

    /// <summary>Readers fetch the end at their own pace; one that has not come for it by then has left.</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly long _segmentTicks;
    private readonly TcpDoor _door;
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _lastFetched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _open = new();
    private DateTimeOffset _openSince;
    private long _openMedia;
    private long _lastMedia;
    private bool _openIsCut;
    private int _number;
    private HlsPlaylist _playlist;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="segmentLength">Shortest segment.</param>
    /// <param name="longestKeyGap">The longest way from one key frame to the next, by which a segment can be longer.</param>
    /// <param name="time">The clock of the programme's date and time.</param>
    public HlsServer(int port, TimeSpan segmentLength, TimeSpan longestKeyGap, TimeProvider time)
    {
        _time = time;
        _segmentTicks = TsClock.Ticks(segmentLength);
        _playlist = new HlsPlaylist(segmentLength + longestKeyGap);
        _door = new TcpDoor(port, ServeAsync);
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_door.Port}{Path}");

    public bool KeepsPast => true;

    public Task ReaderCame => _came.Task;

    public int Send(UnitSent unit)
    {
        // A new coding or clock begins a segment of its own, however short the one before it is.
        if (unit.IsKey && _open.Length > 0 && (unit.IsCut || unit.Media - _openMedia >= _segmentTicks)) Seal(unit.IsCut ? _lastMedia : unit.Media);
        if (_open.Length == 0)
        {
            if (!unit.IsKey) return 0;
            (_openSince, _openMedia, _openIsCut) = (_time.GetUtcNow(), unit.Media, unit.IsCut);
        }

        _lastMedia = Math.Max(_lastMedia, unit.Media);
        _open.Write(unit.Bytes);
        return 1;
    }

    public void CloseDoor() => _door.Close();

    public void OpenDoor() => _door.Open();

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_open.Length > 0) Seal(_lastMedia);
        Volatile.Write(ref _playlist, _playlist with { IsEnded = true });
        _listed.TrySetResult();
        if (_came.Task.IsCompleted) await Task.WhenAny(_lastFetched.Task, Task.Delay(LongestFetch, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private void Seal(long end)
    {
        var segment = new HlsSegment(_number++, TsClock.Span(Math.Max(1, end - _openMedia)), _openSince, _openIsCut, _open.ToArray());
        _open.SetLength(0);
        Volatile.Write(ref _playlist, _playlist.Add(segment));
        _listed.TrySetResult();
    }

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var requests = new TextRequestReader(stream);
        while (await requests.ReadAsync(cancellationToken) is { } request)
        {
            _came.TrySetResult();
            if (request.Target == Path)
            {
                // An empty list is an error to most readers, so the first answer waits for the first segment.
                await _listed.Task.WaitAsync(cancellationToken);
                await HttpAnswer.WriteAsync(stream, "200 OK", "application/vnd.apple.mpegurl", Encoding.ASCII.GetBytes(Volatile.Read(ref _playlist).Text()), cancellationToken);
            }
            else if (Volatile.Read(ref _playlist).Find(request.Target.TrimStart('/')) is { } segment)
            {
                await HttpAnswer.WriteAsync(stream, "200 OK", "video/mp2t", segment.Bytes, cancellationToken);
                if (Volatile.Read(ref _playlist) is { IsEnded: true } ended && ended.Segments[^1] == segment) _lastFetched.TrySetResult();
            }
            else
            {
                await HttpAnswer.WriteAsync(stream, "404 Not Found", "text/plain", default, cancellationToken);
            }
        }
    }
}
