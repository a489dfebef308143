using System.Threading.Channels;
using LongVpo.Core.Options;

namespace LongVpo.Actors.Kernel;

/// <summary>Two bounded lanes into one reader, control before data. A full lane makes its senders wait; nothing is dropped.</summary>
internal sealed class Inbox<TMessage>
{
    private readonly Channel<Envelope<TMessage>> _control;
    private readonly Channel<Envelope<TMessage>> _data;
    private Task<bool>? _controlComes;
    private Task<bool>? _dataComes;

    public Inbox(InboxOptions options)
    {
        _control = Lane(options.ControlCapacityMessages);
        _data = Lane(options.CapacityMessages);
    }

    public int Count => _control.Reader.Count + _data.Reader.Count;

    /// <returns>False when the inbox is closed.</returns>
    public async ValueTask<bool> PutAsync(Envelope<TMessage> envelope, Lane lane, CancellationToken cancellationToken)
    {
        var writer = Of(lane).Writer;
        do
        {
            if (writer.TryWrite(envelope)) return true;
        }
        while (await writer.WaitToWriteAsync(cancellationToken));
        return false;
    }

    public bool TryPut(Envelope<TMessage> envelope, Lane lane) => Of(lane).Writer.TryWrite(envelope);

    public bool TryTake(out Envelope<TMessage> envelope) => _control.Reader.TryRead(out envelope) || _data.Reader.TryRead(out envelope);

    /// <summary>Completes when there may be something to take, or when nothing will ever come again; see <see cref="IsDrained"/>.</summary>
    public Task WaitAsync()
    {
        // Each lane allows one waiter, so a wait that was not the first to end is kept for the next time.
        if (_controlComes is null or { IsCompleted: true }) _controlComes = _control.Reader.WaitToReadAsync().AsTask();
        if (_dataComes is null or { IsCompleted: true }) _dataComes = _data.Reader.WaitToReadAsync().AsTask();
        return Task.WhenAny(_controlComes, _dataComes);
    }

    public bool IsDrained => _control.Reader.Completion.IsCompleted && _data.Reader.Completion.IsCompleted;

    public void Close()
    {
        _control.Writer.TryComplete();
        _data.Writer.TryComplete();
    }

    private Channel<Envelope<TMessage>> Of(Lane lane) => lane == Kernel.Lane.Control ? _control : _data;

    private static Channel<Envelope<TMessage>> Lane(int capacity) =>
        Channel.CreateBounded<Envelope<TMessage>>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
}
