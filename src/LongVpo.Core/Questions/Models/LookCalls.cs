using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>The calls of one question, and what they cost together. A person waits: a full queue is told at once.</summary>
public sealed class LookCalls(OpenModel model, VideoId? account)
{
    private readonly Lock _lock = new();

    public int Calls { get; private set; }

    public int PromptTokens { get; private set; }

    public int ReplyTokens { get; private set; }

    /// <summary>The weights of the last reply; null before it.</summary>
    public ModelVersion? Version { get; private set; }

    /// <summary>Where a text stands among captions of the same weights; null where the model makes no vectors. Not counted: it writes nothing.</summary>
    public async Task<(string Version, ImmutableArray<float> Vector)?> MeaningAsync(string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var reply = await model.Worker.RunAsync(new EmbeddingRequest(RequestId.New(), ModelLane.LiveQuestion, account, [text]), WhenFull.Refuse, tokens: null, cancellationToken);
            return reply.Vectors is [var vector, ..] ? (reply.Version.Digest, vector) : null;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    /// <summary>Asks and counts.</summary>
    /// <exception cref="ModelException">There is no reply; the message says why.</exception>
    public async Task<string> AskAsync(ImmutableArray<ChatMessage> messages, int tokens, CancellationToken cancellationToken) =>
        ReplyText.Plain((await ReplyAsync(messages, new GenerationSettings { MaxTokens = tokens }, cancellationToken)).Text);

    /// <summary>As <see cref="AskAsync"/>, with everything that is known of the reply.</summary>
    /// <exception cref="ModelException">There is no reply; the message says why.</exception>
    public async Task<ModelReply> ReplyAsync(ImmutableArray<ChatMessage> messages, GenerationSettings settings, CancellationToken cancellationToken)
    {
        lock (_lock) Calls++;
        var request = new ChatRequest(RequestId.New(), ModelLane.LiveQuestion, account, messages, settings);
        var reply = await model.Worker.RunAsync(request, WhenFull.Refuse, tokens: null, cancellationToken);
        lock (_lock)
        {
            PromptTokens += reply.Usage.PromptTokens;
            ReplyTokens += reply.Usage.ReplyTokens;
            Version = reply.Version;
        }

        return reply;
    }
}
