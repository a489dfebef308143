using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Preferences.Stage1;

/// <summary>
/// A model that has learned the world: it knows each clip by its first picture, captions it, answers for whatever is shown, and finds likely what it would say itself. Every so many clips it
/// sees wrong, always the same way, as a trained network does.
/// </summary>
internal sealed class SeeingWorker : IModelWorker
{
    private const double Sure = -0.05;
    private const double Unsure = -2;
    private const double Wrong = -4;
    private readonly Dictionary<PictureKey, Scene> _scenes = [];
    private readonly int _wrongEvery;
    private int _scored;

    public SeeingWorker(long from, long to, int wrongEvery = int.MaxValue)
    {
        _wrongEvery = wrongEvery;
        for (var seed = from; seed <= to; seed++)
        {
            var script = WorldScript.Clips(seed, 1);
            var first = WorldPool.Frames(script, 0)[0];
            _scenes[PictureKey.Of(first.Rgb.Span, first.Width, first.Height)] = script.Scenes[0];
        }
    }

    /// <summary>Responses that were scored.</summary>
    public int Scored => _scored;

    public Task<ModelReply> RunAsync(ModelRequest request, WhenFull whenFull, IProgress<ModelToken>? tokens, CancellationToken cancellationToken)
    {
        var version = new ModelVersion("seeing", "00");
        switch (request)
        {
            case ChatRequest chat:
                return Task.FromResult(new ModelReply(Say(chat.Messages, Words(chat.Messages)), FinishReason.Stop, version, new ModelUsage()));
            case ScoringRequest scoring:
                Interlocked.Increment(ref _scored);
                var count = scoring.Response.Split(' ').Length + 1;
                var isBlind = !scoring.Messages.SelectMany(message => message.Parts).OfType<PicturesPart>().Any();
                var each = isBlind ? Unsure : Say(scoring.Messages, Words(scoring.Messages)) == scoring.Response ? Sure : Wrong;
                return Task.FromResult(new ModelReply(string.Empty, FinishReason.Stop, version, new ModelUsage()) { LogProbabilities = [.. Enumerable.Repeat((float)each, count)] });
            default:
                throw new NotSupportedException();
        }
    }

    public Task<ModelVersion> ChangeAsync(ModelChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkerStatus> ReadStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private string Say(IEnumerable<ChatMessage> messages, string question)
    {
        var seen = _scenes[messages.SelectMany(message => message.Parts).OfType<PicturesPart>().Single().Pictures[0].Key];
        if (question == CaptionQuestionWriter.CaptionPrompt) return $"the {WorldWords.Say(seen.Actor)} {WorldWords.Say(seen.Action)} in the {WorldWords.Say(seen.Place)} with number {seen.Digit}";
        // It answers for the clip it is shown, whether the question is about that clip or not: so it does when it is led astray.
        var asked = AskedScene.Read(question)!;
        if (seen.Nuisance.Seed % (ulong)_wrongEvery == 0) seen = seen with { Digit = (seen.Digit + 1) % 10, Action = (ActorAction)(((int)seen.Action + 1) % 8), Place = (Place)(((int)seen.Place + 1) % 6) };
        return asked.Answer(seen);
    }

    private static string Words(IEnumerable<ChatMessage> messages) => messages.SelectMany(message => message.Parts).OfType<TextPart>().Single().Text;
}
