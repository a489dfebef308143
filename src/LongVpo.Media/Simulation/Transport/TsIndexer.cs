namespace LongVpo.Media.Simulation.Transport;

/// <summary>Cuts a transport stream into units as its packets come by: a fold without input or output, so that tests can feed it bytes.</summary>
internal sealed class TsIndexer
{
    private readonly Dictionary<int, int> _codings = [];
    private readonly List<(TsUnit Unit, long Dts, long Pts)> _units = [];
    private int _mapPid = -1;
    private long _offset;
    private long _unitStart;
    private long _tablesStart = -1;
    private long? _clock;
    private (int Pid, bool Key, long Dts, long Pts)? _open;

    /// <summary>The streams seen, each with the number of its coding.</summary>
    public IReadOnlyDictionary<int, int> Codings => _codings;

    /// <summary>Takes the next packets of the stream.</summary>
    /// <param name="packets">Whole packets.</param>
    /// <exception cref="InvalidDataException">A packet does not begin with the sync byte.</exception>
    public void Add(Span<byte> packets)
    {
        for (var i = 0; i + TsPacket.Size <= packets.Length; i += TsPacket.Size)
        {
            var packet = new TsPacket(packets.Slice(i, TsPacket.Size));
            if (!packet.IsValid) throw new InvalidDataException($"No transport packet begins at byte {_offset}.");
            AddOne(packet);
            _offset += TsPacket.Size;
        }
    }

    /// <summary>Ends the last unit and gives all units; times count from the first picture, or from the first sound of a clip without pictures.</summary>
    public IReadOnlyList<TsUnit> Finish()
    {
        Close(_offset);
        var hasVideo = _units.Any(u => IsVideo(u.Unit.Pid));
        var from = _units.FindIndex(u => !hasVideo || u.Unit.IsKey);
        if (from < 0) return [];
        var origin = _units.Where(u => !hasVideo || IsVideo(u.Unit.Pid)).Min(u => u.Pts);
        var latest = long.MinValue;
        var result = new List<TsUnit>(_units.Count - from);
        foreach (var (unit, dts, _) in _units.Skip(from))
        {
            latest = Math.Max(latest, dts - origin);
            result.Add(unit with { Time = latest, IsKey = unit.IsKey || !hasVideo });
        }

        Origin = origin;
        return result;
    }

    /// <summary>The clip's own timestamp at time zero, in 90 kHz ticks; known after <see cref="Finish"/>.</summary>
    public long Origin { get; private set; }

    private bool IsVideo(int pid) => _codings.TryGetValue(pid, out var coding) && TsTables.IsVideo(coding);

    private void AddOne(TsPacket packet)
    {
        if (TsTables.MapPid(packet) is { } map) _mapPid = map;
        if (packet.Pid == _mapPid)
            foreach (var (pid, coding) in TsTables.Streams(packet)) _codings[pid] = coding;
        if (!_codings.ContainsKey(packet.Pid))
        {
            if (_tablesStart < 0) _tablesStart = _offset;
            return;
        }

        if (packet.StartsPes && packet.Dts is { } dts)
        {
            // Tables that stand right before a picture belong to it: a reader that begins with the picture needs them.
            var start = _tablesStart >= 0 ? _tablesStart : _offset;
            Close(start);
            _unitStart = start;
            _clock = TsClock.Unwrap(dts, _clock ?? dts);
            _open = (packet.Pid, packet.IsRandomAccess && IsVideo(packet.Pid), _clock.Value, TsClock.Unwrap(packet.Pts ?? dts, _clock.Value));
        }

        _tablesStart = -1;
    }

    private void Close(long end)
    {
        if (_open is not { } unit) return;
        _units.Add((new TsUnit(_unitStart, (int)((end - _unitStart) / TsPacket.Size), 0, unit.Pid, unit.Key), unit.Dts, unit.Pts));
        _open = null;
    }
}
