using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Asks the model under training about single clips, and remembers what it said: the same clip stands in many composites.</summary>
public sealed class ClipAsker
{
    // A toleration between runs on one machine: numbers of the same weights differ by less, other weights by far more.
    private const double ProbeTolerance = 1e-3;
    private const int Remembered = 1 << 16;
    private readonly IModelWorker _worker;
    private readonly IPictureShelf _shelf;
    private readonly IClipPool _pool;
    private readonly Stage1Settings _settings;
    private readonly string _model;
    private readonly ScoreCache? _scores;
    private readonly Memo<int, string> _captions = new(Remembered);
    private readonly Memo<(int? Clip, string Question, string Response), ScoredResponse> _likely = new(Remembered);

    internal ClipAsker(IModelWorker worker, IPictureShelf shelf, IClipPool pool, Stage1Settings settings, string model, ScoreCache? scores) =>
        (_worker, _shelf, _pool, _settings, _model, _scores) = (worker, shelf, pool, settings, model, scores);

    /// <summary>A clip's caption: the one it came with, or what the model says of it; empty where that came to no end.</summary>
    public async ValueTask<string> CaptionAsync(int clip, CancellationToken cancellationToken)
    {
        if (_pool.Caption(clip) is { } given) return given;
        if (_captions.TryGet(clip, out var known)) return known;
        return _captions.Put(clip, await AnswerAsync(clip, _settings.CaptionPrompt, cancellationToken) ?? string.Empty);
    }

    /// <summary>The model's likeliest answer to a question about a clip; null where it came to no end.</summary>
    public Task<string?> AnswerAsync(int clip, string question, CancellationToken cancellationToken) =>
        DrawAsync(clip, question, new GenerationSettings { MaxTokens = _settings.AnswerTokens }, cancellationToken);

    /// <summary>An answer that is drawn as the caller says; null where it came to no end, because half a sentence with an end behind it is what a model would learn from it.</summary>
    public async Task<string?> DrawAsync(int clip, string question, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var messages = Messages(await PutAsync(clip, cancellationToken), question);
        var reply = await _worker.RunAsync(new ChatRequest(RequestId.New(), ModelLane.PreferenceData, null, messages, settings), WhenFull.Wait, null, cancellationToken);
        return reply.Finish == FinishReason.Length ? null : ReplyText.Plain(reply.Text);
    }

    /// <summary>How likely the model holds a response to a question about a clip; about no picture at all for null.</summary>
    public async Task<ScoredResponse> ScoreAsync(int? clip, string question, string response, CancellationToken cancellationToken)
    {
        if (_likely.TryGet((clip, question, response), out var known)) return known;
        var pictures = clip is { } shown ? await PutAsync(shown, cancellationToken) : [];
        return _likely.Put((clip, question, response), await AskAsync(pictures, question, response, cancellationToken));
    }

    /// <summary>The same for a clip as the reference, whose scores outlive the run.</summary>
    /// <exception cref="PreferenceException">A kept score is not this model's any more.</exception>
    public async Task<ScoredResponse> ReferenceAsync(int clip, string question, string response, CancellationToken cancellationToken)
    {
        if (_scores is null) return await ScoreAsync(clip, question, response, cancellationToken);
        var key = ScoreCache.Key(_model, (await PutAsync(clip, cancellationToken)).Select(static picture => picture.Key), question, response);
        var kept = _scores.Find(key);
        if (kept is { } score && !ScoreCache.IsProbe(key)) return score;
        var asked = await ScoreAsync(clip, question, response, cancellationToken);
        if (kept is { } former && (former.Tokens != asked.Tokens || Math.Abs(former.PerToken - asked.PerToken) > ProbeTolerance))
            throw new PreferenceException($"The reference scores beside the pairs say {former.Sum:0.####} where the model now says {asked.Sum:0.####}: delete them to have all scored anew.");
        _scores.Add(key, asked);
        return kept ?? asked;
    }

    private async Task<ScoredResponse> AskAsync(ImmutableArray<PictureRef> pictures, string question, string response, CancellationToken cancellationToken)
    {
        var reply = await _worker.RunAsync(new ScoringRequest(RequestId.New(), ModelLane.PreferenceData, null, Messages(pictures, question), response), WhenFull.Wait, null, cancellationToken);
        // Added up in double precision: a long response has hundreds of tokens.
        return new ScoredResponse(reply.LogProbabilities.Sum(static one => (double)one), reply.LogProbabilities.Length);
    }

    // Put anew for every request: a small shelf lets pictures go that nobody asked for a while.
    private async ValueTask<ImmutableArray<PictureRef>> PutAsync(int clip, CancellationToken cancellationToken) =>
        [.. (await _pool.ReadAsync(clip, cancellationToken)).Select(frame => new PictureRef(_shelf.Put(frame.Rgb.Span, frame.Width, frame.Height), MediaTime.FromSeconds(frame.Seconds)))];

    private static ImmutableArray<ChatMessage> Messages(ImmutableArray<PictureRef> pictures, string question) =>
        [new ChatMessage(ChatRole.User, pictures.IsEmpty ? [new TextPart(question)] : [new PicturesPart(pictures), new TextPart(question)])];
}
