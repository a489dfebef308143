using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.Training.Tests.Evaluation.Benchmarks;

/// <summary>A model whose replies a test writes: what is checked is what is asked of it and what is made of its words.</summary>
internal sealed class ScriptedWorker(Func<ChatRequest, string> reply) : IModelWorker
{
    private readonly List<ChatRequest> _asked = [];

    public IReadOnlyList<ChatRequest> Asked => _asked;

    public Task<ModelReply> RunAsync(ModelRequest request, WhenFull whenFull, IProgress<ModelToken>? tokens, CancellationToken cancellationToken)
    {
        var chat = (ChatRequest)request;
        _asked.Add(chat);
        return Task.FromResult(new ModelReply(reply(chat), FinishReason.Stop, new ModelVersion("scripted", "0"), new ModelUsage()));
    }

    public Task<ModelVersion> ChangeAsync(ModelChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkerStatus> ReadStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public static string Words(ChatRequest chat) => string.Concat(chat.Messages.SelectMany(message => message.Parts).OfType<TextPart>().Select(part => part.Text));

    public static ImmutableArray<PictureRef> Pictures(ChatRequest chat) => [.. chat.Messages.SelectMany(message => message.Parts).OfType<PicturesPart>().SelectMany(part => part.Pictures)];
}
