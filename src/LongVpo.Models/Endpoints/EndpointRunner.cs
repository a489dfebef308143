using System.Collections.Immutable;
using System.Threading.Channels;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Polly;

namespace LongVpo.Models.Endpoints;

/// <summary>
/// Lets the step scheduler share a service as it shares a device: a slot is a connection, a step looks at what has come over all of them. The service does its own batching; what is
/// scheduled is who of us may use it.
/// </summary>
internal sealed class EndpointRunner : IModelRunner
{
    // So long does a step wait when nothing comes, and so long may a newcomer wait for its connection.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(25);

    private readonly EndpointClient _client;
    private readonly IPictureShelf _pictures;
    private readonly EndpointOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;
    private readonly Dictionary<RequestId, ModelRequest> _admitted = [];
    private readonly Dictionary<RequestId, EndpointCall> _calls = [];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public EndpointRunner(EndpointClient client, ModelVersion version, IPictureShelf pictures, EndpointOptions options, ResiliencePipeline pipeline, TimeProvider time)
    {
        (_client, Version, _pictures, _options, _pipeline, _time) = (client, version, pictures, options, pipeline, time);
        // A connection is what a request holds, and all that there is to hold.
        Limits = new RunnerLimits(options.Concurrency, options.Concurrency, options.Concurrency);
    }

    public ModelVersion Version { get; }

    public RunnerLimits Limits { get; }

    public ValueTask<AdmittedCost> AdmitAsync(ModelRequest request, CancellationToken cancellationToken)
    {
        if (request is not (ChatRequest or EmbeddingRequest or TranscriptionRequest))
        {
            throw new ModelException($"{Version.Name} is a service and cannot do this ({request.GetType().Name}): use a model that runs in this process, torch:FOLDER.");
        }

        _admitted[request.Id] = request;
        return ValueTask.FromResult(new AdmittedCost(1, 0, 1));
    }

    public async ValueTask<ImmutableArray<SlotResult>> StepAsync(ImmutableArray<StepSlot> slots, CancellationToken cancellationToken)
    {
        var results = new SlotResult?[slots.Length];
        for (var i = 0; i < slots.Length; i++) if (!_calls.ContainsKey(slots[i].Request)) results[i] = Begin(slots[i].Request);
        while (_news.Reader.TryRead(out _))
        {
            // What was told so far is looked at below.
        }

        if (!Look(slots, results))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_news.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(LongestStep, _time, enough.Token));
            await enough.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            Look(slots, results);
        }

        return [.. slots.Select((slot, i) => results[i] ?? new SlotResult(slot.Request, 0))];
    }

    public void Release(RequestId request)
    {
        _admitted.Remove(request);
        if (_calls.Remove(request, out var call)) call.Cancel();
    }

    public ValueTask SwapAsync(ModelChange change, CancellationToken cancellationToken) =>
        throw new ModelException($"{Version.Name} is a service: its weights are changed there, not here.");

    public async ValueTask DisposeAsync()
    {
        foreach (var call in _calls.Values) call.Cancel();
        foreach (var call in _calls.Values) await call.Ended;
        _client.Dispose();
    }

    private SlotResult? Begin(RequestId id)
    {
        var request = _admitted[id];
        try
        {
            var body = request is ChatRequest chat ? ChatBody.Write(chat, _client.Model, _client.IsOpenAi, _pictures) : null;
            _calls[id] = new EndpointCall(request, body, _client, _pipeline, _options, _time, () => _news.Writer.TryWrite(true));
            return null;
        }
        catch (ModelException wrong)
        {
            return new SlotResult(id, 0) { Failure = wrong.Message };
        }
    }

    private bool Look(ImmutableArray<StepSlot> slots, SlotResult?[] results)
    {
        var any = false;
        for (var i = 0; i < slots.Length; i++)
        {
            any |= results[i] is not null;
            if (results[i] is not null || _calls[slots[i].Request].Take() is not { } news) continue;
            any = true;
            results[i] = new SlotResult(slots[i].Request, 0)
            {
                Text = news.Text,
                Tokens = news.Pieces,
                Usage = news.Usage,
                Finish = news.Finish,
                Failure = news.Failure,
                Lost = news.Lost,
                Vectors = news.Vectors,
            };
        }

        return any;
    }
}
