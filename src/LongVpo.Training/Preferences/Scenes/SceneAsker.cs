using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Asks the model under training about some scenes of a video, and remembers what it said.</summary>
/// <param name="worker">The model.</param>
/// <param name="shelf">Where its pictures go.</param>
/// <param name="videos">The videos.</param>
/// <param name="answerTokens">Longest answer, in tokens.</param>
public sealed class SceneAsker(IModelWorker worker, IPictureShelf shelf, ISceneVideos videos, int answerTokens)
{
    private const int Remembered = 1 << 14;
    private readonly Memo<(int Video, string Shown, string Question), string?> _answers = new(Remembered);

    /// <summary>The likeliest answer to a question about some scenes; null where it came to no end, or where there are no pictures.</summary>
    /// <param name="video">The video.</param>
    /// <param name="scenes">Which scenes are shown, in order; none asks without pictures.</param>
    /// <param name="question">The question.</param>
    /// <param name="frames">Frames that are shown of all together, spread evenly; 0 shows all.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<string?> AnswerAsync(int video, ImmutableArray<int> scenes, string question, int frames, CancellationToken cancellationToken)
    {
        var key = (video, $"{string.Join(',', scenes)}/{frames}", question);
        if (_answers.TryGet(key, out var known)) return known;
        var pictures = await PutAsync(video, scenes, frames, cancellationToken);
        if (pictures.IsEmpty && !scenes.IsEmpty) return _answers.Put(key, null);
        ImmutableArray<PromptPart> parts = pictures.IsEmpty ? [new TextPart(question)] : [new PicturesPart(pictures), new TextPart(question)];
        return _answers.Put(key, await AskAsync(parts, new GenerationSettings { MaxTokens = answerTokens }, cancellationToken));
    }

    /// <summary>Probability that the model says this of some scenes, as a whole and in no other words.</summary>
    public async Task<double> CertaintyAsync(int video, ImmutableArray<int> scenes, string question, string response, CancellationToken cancellationToken)
    {
        var pictures = await PutAsync(video, scenes, frames: 0, cancellationToken);
        ImmutableArray<PromptPart> parts = pictures.IsEmpty ? [new TextPart(question)] : [new PicturesPart(pictures), new TextPart(question)];
        var reply = await worker.RunAsync(new ScoringRequest(RequestId.New(), ModelLane.PreferenceData, null, [new ChatMessage(ChatRole.User, parts)], response), WhenFull.Wait, null, cancellationToken);
        return Math.Exp(reply.LogProbabilities.Sum(static one => (double)one));
    }

    /// <summary>What it says to a text.</summary>
    public Task<string?> SayAsync(string prompt, int tokens, CancellationToken cancellationToken) => AskAsync([new TextPart(prompt)], new GenerationSettings { MaxTokens = tokens }, cancellationToken);

    private async Task<string?> AskAsync(ImmutableArray<PromptPart> parts, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var reply = await worker.RunAsync(new ChatRequest(RequestId.New(), ModelLane.PreferenceData, null, [new ChatMessage(ChatRole.User, parts)], settings), WhenFull.Wait, null, cancellationToken);
        return reply.Finish == FinishReason.Length ? null : ReplyText.Plain(reply.Text);
    }

    private async Task<ImmutableArray<PictureRef>> PutAsync(int video, ImmutableArray<int> scenes, int frames, CancellationToken cancellationToken)
    {
        var pictures = ImmutableArray.CreateBuilder<PictureRef>();
        foreach (var scene in scenes)
            foreach (var frame in await videos.ReadAsync(video, scene, cancellationToken))
                pictures.Add(new PictureRef(shelf.Put(frame.Rgb.Span, frame.Width, frame.Height), MediaTime.FromSeconds(frame.Seconds)));
        return frames == 0 || pictures.Count <= frames ? pictures.ToImmutable() : [.. EvenChoice.Of(pictures.Count, frames).Select(i => pictures[i])];
    }
}
