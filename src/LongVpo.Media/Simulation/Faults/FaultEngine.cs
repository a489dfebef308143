using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Faults;

/// <summary>
/// Decides what is sent and when, from the clip, the script and the seed and from nothing else: no clock, no network. The same input gives the same steps,
/// byte for byte, so that a failure seen once can be seen again.
/// </summary>
internal sealed class FaultEngine
{
    /// <summary>Timestamps begin here rather than at zero, as those of real senders do, and so that what lies before the first picture is not negative.</summary>
    private const long FirstStamp = 10 * TsClock.Rate;

    private readonly ClipSet _clips;
    private readonly FaultScript _script;
    private readonly EngineSettings _settings;
    private readonly TsRewriter _rewriter = new();
    private readonly Queue<SimulationStep> _steps = new();
    private readonly HashSet<int> _running = [];
    private readonly List<int> _waitingForKey = [];
    private int _next;
    private int _active = ClipSet.Main;
    private int _recoding = -1;
    private int _target = -1;
    private long _delay;
    private long _shift;
    private bool _isCut;
    private bool _isAnnounced;

    /// <summary>The script's faults are all written out by now.</summary>
    public FaultEngine(ClipSet clips, FaultScript script, EngineSettings settings)
    {
        _clips = clips;
        _script = script;
        _settings = settings;
        _shift = FirstShift(script);
    }

    /// <summary>The steps, made as they are taken; endless for a clip that loops. They can be taken once.</summary>
    public IEnumerable<SimulationStep> Run()
    {
        long turn = 0;
        for (var i = 0; ; i++)
        {
            if (i >= _clips[_active].Units.Count)
            {
                if (!_settings.Loop) break;
                turn += _clips[ClipSet.Main].Length;
                TurnOver(turn);
                i = 0;
            }

            var time = _clips[_active].Units[i].Time;
            Begin(time + turn);
            End(time + turn);
            i = Switch(time, turn) ?? i;
            Handle(_clips[_active].Units[i], turn);
            while (_steps.TryDequeue(out var step)) yield return step;
        }
    }

    private static long FirstShift(FaultScript script)
    {
        long moved = 0, lowest = 0;
        foreach (var fault in script.Faults)
        {
            if (fault.Kind == FaultKind.Wrap) return TsClock.Modulus - TsClock.Ticks(fault.At) - moved;
            moved += TsClock.Ticks(fault.Shift);
            lowest = Math.Min(lowest, moved);
        }

        return FirstStamp - lowest;
    }

    private ScriptedFault Fault(int number) => _script.Faults[number];

    private long Due(long media) => Math.Max(0, media + _delay);

    private void Begin(long media)
    {
        for (; _next < _script.Faults.Length && TsClock.Ticks(Fault(_next).At) <= media; _next++)
        {
            var fault = Fault(_next);
            _running.Add(_next);
            // A change of coding and an announced new clock begin at a key frame.
            if (Recodes(_next) || fault.Kind == FaultKind.Discontinuity) continue;
            _steps.Enqueue(new FaultBegins(Due(media), _next, media));
            if (fault.Kind == FaultKind.Stall) _delay += TsClock.Ticks(fault.Length!.Value);
            if (fault.Kind == FaultKind.Jump) _shift += TsClock.Ticks(fault.Shift);
            if (fault.Kind == FaultKind.Drop) _steps.Enqueue(new DoorCloses(Due(media)));
            if (Silences(fault)) _waitingForKey.Add(_next);
            if (fault.Kind is FaultKind.Stall or FaultKind.Jump or FaultKind.Wrap)
            {
                _running.Remove(_next);
                _steps.Enqueue(new FaultEnds(Due(media), _next, media));
            }
        }
    }

    private void End(long media)
    {
        foreach (var number in _running.Order().ToList())
        {
            var fault = Fault(number);
            if (fault.Length is not { } length || TsClock.Ticks(fault.At + length) > media) continue;
            _running.Remove(number);
            if (fault.Kind == FaultKind.Drop) _steps.Enqueue(new DoorOpens(Due(media)));
            // What was silent comes back, and what was coded otherwise goes back, at a key frame: it ends there.
            if (!Silences(fault) && !Recodes(number)) _steps.Enqueue(new FaultEnds(Due(media), number, media));
        }
    }

    /// <summary>Where what is sent behind a closed door can still be fetched later, a drop loses nothing.</summary>
    private bool Silences(ScriptedFault fault) => fault.Kind == FaultKind.Skip || (fault.Kind == FaultKind.Drop && !_settings.KeepsPast);

    private bool Recodes(int number) => _clips.For(Fault(number).Kind) != ClipSet.Main;

    /// <summary>The fault that decides the coding from now on: the latest that runs, or none.</summary>
    private int Wanted() => _running.Where(Recodes).DefaultIfEmpty(-1).Max();

    private int ClipOf(int number) => number < 0 ? ClipSet.Main : _clips.For(Fault(number).Kind);

    /// <summary>At the end of a turn the clip that is wanted begins with the next one.</summary>
    private void TurnOver(long media)
    {
        _target = -1;
        if (Wanted() != _recoding) Recode(Wanted(), media);
    }

    /// <summary>The unit of another clip that comes instead, or null while this clip goes on.</summary>
    private int? Switch(long time, long turn)
    {
        var wanted = Wanted();
        if (wanted == _recoding)
        {
            _target = -1;
            return null;
        }

        if (ClipOf(wanted) == _active)
        {
            Recode(wanted, time + turn);
            return null;
        }

        if (_target < 0) _target = _clips[ClipOf(wanted)].KeyAtOrAfter(time);
        if (_target < 0 || _clips[ClipOf(wanted)].Units[_target].Time > time) return null;
        var index = _target;
        _target = -1;
        Recode(wanted, _clips[ClipOf(wanted)].Units[index].Time + turn);
        return index;
    }

    private void Recode(int wanted, long media)
    {
        if (_recoding >= 0) _steps.Enqueue(new FaultEnds(Due(media), _recoding, media));
        if (wanted >= 0) _steps.Enqueue(new FaultBegins(Due(media), wanted, media));
        _recoding = wanted;
        if (ClipOf(wanted) == _active) return;
        _active = ClipOf(wanted);
        _rewriter.MapVersion++;
        _isCut = true;
    }

    private bool IsRunning(FaultKind kind) => _running.Any(n => Fault(n).Kind == kind);

    private void Handle(TsUnit unit, long turn)
    {
        var clip = _clips[_active];
        var media = unit.Time + turn;
        if (unit.IsKey && _running.Where(n => Fault(n).Kind == FaultKind.Discontinuity).DefaultIfEmpty(-1).Max() is >= 0 and var number) MoveClock(number, media);
        var bytes = clip.Read(unit);
        _rewriter.Rewrite(bytes, _shift + turn - clip.Origin, announce: _isAnnounced);
        if (IsSilent(unit, media) || (IsRunning(FaultKind.AudioLoss) && clip.HasVideo && !clip.IsVideo(unit))) return;
        _isAnnounced = false;
        Send(unit, media, bytes, turn);
        if (Draws(FaultKind.Duplicate, unit.Offset, media, 0))
        {
            var again = clip.Read(unit);
            _rewriter.Rewrite(again, _shift + turn - clip.Origin, announce: false);
            Send(unit, media, again, turn);
        }
    }

    private void MoveClock(int number, long media)
    {
        _running.Remove(number);
        _shift += TsClock.Ticks(Fault(number).Shift);
        _isCut = true;
        _isAnnounced = true;
        _steps.Enqueue(new FaultBegins(Due(media), number, media));
        _steps.Enqueue(new FaultEnds(Due(media), number, media));
    }

    private bool IsSilent(TsUnit unit, long media)
    {
        if (_waitingForKey.Count == 0) return false;
        if (!unit.IsKey || _waitingForKey.Any(_running.Contains)) return true;
        foreach (var number in _waitingForKey) _steps.Enqueue(new FaultEnds(Due(media), number, media));
        _waitingForKey.Clear();
        _isCut = true;
        return false;
    }

    private void Send(TsUnit unit, long media, byte[] bytes, long turn)
    {
        var kept = IsRunning(FaultKind.Loss) ? WithoutLost(bytes, unit.Offset, media) : bytes;
        if (kept.Length == 0) return;
        _steps.Enqueue(new UnitSent(Due(media), media, unit.Time + turn + _shift, kept, unit.Pid, unit.IsKey, _isCut));
        _isCut = false;
    }

    private byte[] WithoutLost(byte[] bytes, long offset, long media)
    {
        var kept = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i += TsPacket.Size)
            if (!Draws(FaultKind.Loss, offset, media, i + 1)) kept.AddRange(bytes.AsSpan(i, TsPacket.Size));
        return [.. kept];
    }

    /// <summary>Whether the seed picks this packet: a hash and not a run of random numbers, so that what one fault draws does not change another's.</summary>
    private bool Draws(FaultKind kind, long offset, long media, int index)
    {
        var share = _running.Where(n => Fault(n).Kind == kind).Select(n => Fault(n).Share).DefaultIfEmpty(0).Max();
        if (share <= 0) return false;
        var hash = (ulong)_settings.Seed;
        foreach (var part in (ReadOnlySpan<ulong>)[(ulong)kind, (ulong)offset, (ulong)media, (ulong)index])
        {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (hash * 0xBF58476D1CE4E5B9) >> 11 < share * (1UL << 53);
    }
}
