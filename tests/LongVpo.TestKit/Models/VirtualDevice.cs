using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.TestKit.Models;

/// <summary>
/// A device on which nothing is calculated and every step takes a virtual time: hours of scheduling pass in seconds. A prompt has a token per character, a reply is as long as it
/// may be, and each of its words depends on the request alone, so that a reply that was begun anew can be checked. It crashes and runs out of memory by seed.
/// </summary>
public sealed class VirtualDevice : IModelRunner, IModelRunnerFactory
{
    public const long BytesPerToken = 1_000;

    private readonly VirtualTiming _timing;
    private readonly Random _random;
    private readonly Dictionary<RequestId, (ChatRequest Request, int Read, int Written)> _held = [];

    public VirtualDevice(RunnerLimits limits, VirtualTiming? timing = null, int seed = 1) => (Limits, _timing, _random) = (limits, timing ?? new VirtualTiming(), new Random(seed));

    public ModelVersion Version { get; private set; } = new("virtual:", "0");

    public RunnerLimits Limits { get; set; }

    /// <summary>Chance of a crash in a step.</summary>
    public double CrashChance { get; set; }

    /// <summary>So many of the next steps crash for certain.</summary>
    public int CrashNext { get; set; }

    /// <summary>Chance of running out of memory in a step of more than one token.</summary>
    public double OutOfMemoryChance { get; set; }

    /// <summary>Most slots that really fit; more run out of memory, whatever the limits promise.</summary>
    public int RealSequences { get; set; } = int.MaxValue;

    /// <summary>How long the latest step took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Requests that hold memory.</summary>
    public int Held => _held.Count;

    public int Made { get; private set; }

    public long HeldBytes => _held.Values.Sum(h => CostOf(h.Request).Bytes);

    /// <summary>The reply to a request, whenever and however often it is begun.</summary>
    public static string ReplyTo(ChatRequest request) => string.Concat(Enumerable.Range(0, request.Settings.MaxTokens).Select(i => Word(request, i)));

    public static AdmittedCost CostOf(ChatRequest request)
    {
        var prompt = request.Messages.Sum(m => m.Parts.OfType<TextPart>().Sum(p => p.Text.Length));
        return new AdmittedCost(prompt, 0, (prompt + request.Settings.MaxTokens) * BytesPerToken);
    }

    public ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken)
    {
        _held.Clear();
        Made++;
        return ValueTask.FromResult<IModelRunner>(this);
    }

    public ValueTask<AdmittedCost> AdmitAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        if (request is not ChatRequest chat) throw new ModelException("The virtual device only chats.");
        Assert.False(_held.TryGetValue(request.Id, out var held) && held is not { Read: 0, Written: 0 }, "A request is admitted anew before it was released.");
        _held[request.Id] = (chat, 0, 0);
        return ValueTask.FromResult(CostOf(chat));
    }

    public ValueTask<ImmutableArray<SlotResult>> StepAsync(ImmutableArray<StepSlot> slots, CancellationToken cancellationToken)
    {
        Assert.InRange(slots.Length, 1, Limits.Sequences);
        Assert.InRange(slots.Sum(s => Math.Max(1, s.PromptTokens)), 1, Limits.TokensPerStep);
        Assert.Equal(slots.Length, slots.Select(s => s.Request).Distinct().Count());
        Took = _timing.Step + (slots.Sum(s => s.PromptTokens) * _timing.PromptToken) + (slots.Length * _timing.Slot);
        if (_random.NextDouble() < CrashChance || CrashNext-- > 0) throw new ModelCrashedException("The virtual device crashed.");
        if (slots.Length > RealSequences) throw new InsufficientMemoryException("More slots than fit.");
        if (slots.Sum(s => Math.Max(1, s.PromptTokens)) > 1 && _random.NextDouble() < OutOfMemoryChance) throw new InsufficientMemoryException("The virtual device is full.");
        return ValueTask.FromResult(slots.Select(Advance).ToImmutableArray());
    }

    public void Release(RequestId request) => _held.Remove(request);

    public ValueTask SwapAsync(ModelChange change, CancellationToken cancellationToken)
    {
        Assert.All(_held.Values, held => Assert.Equal(0, held.Read));
        if (change.Adapter == "bad") throw new ModelException("The adapter 'bad' cannot be read.");
        Version = new ModelVersion("virtual:", change.Adapter ?? change.Checkpoint ?? "0");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Word(ChatRequest request, int index) => $"{request.Id.Value.GetHashCode() & 0xff:x2}.{index} ";

    private SlotResult Advance(StepSlot slot)
    {
        var (request, read, written) = _held[slot.Request];
        var prompt = CostOf(request).PromptTokens;
        read += slot.PromptTokens;
        Assert.InRange(read, 0, prompt);
        if (slot.PromptTokens == 0) Assert.Equal(prompt, read);
        if (read < prompt)
        {
            _held[slot.Request] = (request, read, 0);
            return new SlotResult(slot.Request, prompt - read);
        }

        var finish = written + 1 >= request.Settings.MaxTokens ? FinishReason.Length : (FinishReason?)null;
        _held[slot.Request] = (request, read, written + 1);
        if (finish is not null) _held.Remove(slot.Request);
        return new SlotResult(slot.Request, 0) { Text = Word(request, written), Tokens = 1, Finish = finish };
    }
}
