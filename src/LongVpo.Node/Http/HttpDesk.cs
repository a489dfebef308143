using LongVpo.Core.Options;
using LongVpo.Node.Clips;
using LongVpo.Node.Feedback;
using LongVpo.Node.Http.Idempotency;
using LongVpo.Node.Http.Security;

namespace LongVpo.Node.Http;

/// <summary>What every endpoint works with: the node, the limits, and whether it is ending.</summary>
internal sealed class HttpDesk : IDisposable
{
    public HttpDesk(LocalNode node, HttpSettings settings, StandingRoom standing, IClipMaker? clips)
    {
        (Node, Settings, Standing, Clips, Options) = (node, settings, standing, clips, node.Options.Http);
        Answers = new AnswerKeeper(node.Store, node.Options.Feedback, node.Time, node.Logs);
        Requests = new RequestMemory(Options, node.Time);
        Questions = new Slots(Options.QuestionsAtOnce, "This node is answering as many questions as it may (option http.questionsAtOnce): ask again in a moment.");
        Cutting = new Slots(Options.ClipsAtOnce, "This node is cutting as many clips as it may (option http.clipsAtOnce): ask again in a moment.");
        Followers = new Slots(Options.EventStreams, "This node has as many followers as it may (option http.eventStreams): come back when one has left.");
    }

    public LocalNode Node { get; }

    public HttpSettings Settings { get; }

    public StandingRoom Standing { get; }

    public HttpOptions Options { get; }

    /// <summary>Null on a node that keeps no recordings.</summary>
    public IClipMaker? Clips { get; }

    public TimeProvider Time => Node.Time;

    public Draining Draining { get; } = new();

    public AnswerKeeper Answers { get; }

    public RequestMemory Requests { get; }

    public Slots Questions { get; }

    public Slots Cutting { get; }

    public Slots Followers { get; }

    public void Dispose() => Draining.Dispose();
}
