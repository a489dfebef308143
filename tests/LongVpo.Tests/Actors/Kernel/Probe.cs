using System.Threading.Channels;
using LongVpo.Actors.Kernel;

namespace LongVpo.Tests.Actors.Kernel;

/// <summary>Messages of the actor under test.</summary>
public abstract record ProbeMessage
{
    public sealed record Note(string Text) : ProbeMessage;

    public sealed record Fail(string Text) : ProbeMessage;

    public sealed record Wait(TaskCompletionSource Entered, Task Until) : ProbeMessage;

    public sealed record Count(Reply<int> Notes) : ProbeMessage;

    public sealed record Silence(Reply<int> Never) : ProbeMessage;

    public sealed record Spawn(Reply<ActorCell<ProbeMessage>> Child) : ProbeMessage;

    public sealed record ChildGone(ActorExit Exit) : ProbeMessage;

    public sealed record Work(Func<CancellationToken, Task> Body) : ProbeMessage;
}

/// <summary>An actor that does what the test tells it and writes down what happens to it.</summary>
public sealed class Probe(IActorContext<ProbeMessage> context, ChannelWriter<string> diary, ActorSettings? childSettings = null) : IActor<ProbeMessage>, IDisposable
{
    private int _notes;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        diary.TryWrite($"{context.Name} starts");
        return ValueTask.CompletedTask;
    }

    public async ValueTask HandleAsync(ProbeMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case ProbeMessage.Note note:
                _notes++;
                diary.TryWrite(note.Text);
                break;
            case ProbeMessage.Fail fail: throw new InvalidOperationException(fail.Text);
            case ProbeMessage.Wait wait:
                wait.Entered.TrySetResult();
                await wait.Until.WaitAsync(cancellationToken);
                break;
            case ProbeMessage.Count count: count.Notes.Give(_notes); break;
            case ProbeMessage.Spawn spawn:
                spawn.Child.Give(context.Spawn<ProbeMessage>(childSettings!, child => new Probe(child, diary), exit => new ProbeMessage.ChildGone(exit)));
                break;
            case ProbeMessage.ChildGone gone: diary.TryWrite($"child {gone.Exit.Kind}: {gone.Exit.Failure?.Message}"); break;
            case ProbeMessage.Work work: context.Run(work.Body, failure => new ProbeMessage.Note($"work: {failure?.Message}")); break;
        }
    }

    public ValueTask GiveUpAsync(Exception failure, CancellationToken cancellationToken)
    {
        diary.TryWrite($"{context.Name} is given up: {failure.Message}");
        return ValueTask.CompletedTask;
    }

    public void Dispose() => diary.TryWrite($"{context.Name} ends");
}
