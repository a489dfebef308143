using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions.Models.Scenes;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>
/// Has a model answer from segments that it is shown, and holds it to them: what it cites must exist in the memory, and its times are never read. The answer from measurements is
/// made first and stands whenever the model fails, is late, finds nothing or cites nothing that exists; it then says so.
/// </summary>
/// <param name="measured">Answers without a model.</param>
/// <param name="store">The list of videos.</param>
/// <param name="segments">Their segments.</param>
/// <param name="finder">What finds evidence.</param>
/// <param name="parts">The model and what it looks at.</param>
public sealed class ModelAnswerer(IQuestionAnswerer measured, IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, LookParts parts) : IQuestionAnswerer
{
    // A model says nothing about how sure it may be; this is less than words that were read, and more than a guess.
    private const double Confidence = 0.5;

    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return await LookAsync(question, await measured.AnswerAsync(question, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(Question question, IProgress<AnswerPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(parts);
        if (!Asks(question)) return await measured.AnswerAsync(question, parts, cancellationToken);
        // The words that were measured may not be the answer's, so only places are told before the model is done.
        var answer = await LookAsync(question, await measured.AnswerAsync(question, new PlacesOnly(parts), cancellationToken), cancellationToken);
        parts.Report(new AnswerWritten(answer.Text));
        return answer;
    }

    // A memory as of a moment on the wall keeps no pictures and captions of that moment.
    private static bool Asks(Question question) => question.Mode is not null && question.SealedBy is null;

    private async Task<Answer> LookAsync(Question question, Answer found, CancellationToken cancellationToken)
    {
        if (!Asks(question) || question.Mode is not { } mode) return found;
        var retrieval = new SegmentRetrieval(store, segments, finder, parts.Captions);
        var videos = await retrieval.VideosAsync(question, cancellationToken);
        if (videos.IsEmpty) return found;
        var calls = new LookCalls(parts.Model, videos.Length == 1 ? videos[0] : null);
        using var late = new CancellationTokenSource(parts.Options.Limit, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        string? instead;
        var letters = new VideoLetters(videos);
        var invented = 0;
        try
        {
            var looked = new LookedAt(question, found, videos, letters, retrieval, calls);
            if (parts.Model.Wording is { } wording)
            {
                return await new SceneAnswers(parts, wording).AnswerAsync(looked, either.Token) is { } scene
                    ? found with { Text = scene.Text, Found = scene.Found, Confidence = scene.Confidence, Citations = scene.Citations, Model = Share(mode, calls, 0) }
                    : Stands(found, mode, calls, 0, "The model knows no such question or described nothing of what is asked about, so this answer is from measurements alone.");
            }

            var words = await SayAsync(mode, looked, either.Token);
            if (LookPrompts.IsNone(words)) return Stands(found, mode, calls, 0, "The model found nothing in what it looked at, so this answer is from measurements alone.");
            (var citations, invented) = await CheckAsync(words, question, videos, letters, retrieval, cancellationToken);
            if (!citations.IsEmpty)
                return found with { Text = Held(words, citations, letters), Found = true, Confidence = Confidence, Citations = citations, Model = Share(mode, calls, invented) };
            instead = "The model named no place that exists, so this answer is from measurements alone.";
        }
        catch (ModelException failure)
        {
            instead = $"The model could not answer ({failure.Message.TrimEnd('.')}), so this answer is from measurements alone.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            instead = $"The model took longer than {parts.Options.Limit.TotalSeconds:0.#} s, so this answer is from measurements alone.";
        }

        return Stands(found, mode, calls, invented, instead);
    }

    private Task<string> SayAsync(AnswerMode mode, LookedAt looked, CancellationToken cancellationToken) => mode switch
    {
        AnswerMode.Captions => ReadAsync(looked, cancellationToken),
        AnswerMode.Retrieve => SeeAsync(looked, cancellationToken),
        AnswerMode.MapReduce => MapReduceAsync(looked, cancellationToken),
        _ => new AgentAnswers(parts).AnswerAsync(looked, cancellationToken),
    };

    private async Task<string> ReadAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(looked, cancellationToken);
        return await looked.Calls.AskAsync(LookPrompts.Answer(looked.Question.Text, chosen.Select(c => (c.Name, c.Caption))), parts.Options.AnswerTokens, cancellationToken);
    }

    private async Task<string> SeeAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(looked, cancellationToken);
        var looks = new List<SegmentLook>();
        try
        {
            foreach (var one in chosen) looks.Add(await parts.Pictures.LookAsync(one.Video, one.Segment.Span, parts.Options.PicturesPerSegment, cancellationToken));
            return await looked.Calls.AskAsync(LookPrompts.Shown(looked.Question.Text, chosen.Zip(looks, (c, l) => (c, l.Pictures))), parts.Options.AnswerTokens, cancellationToken);
        }
        finally
        {
            looks.ForEach(look => look.Dispose());
        }
    }

    private async Task<string> MapReduceAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(looked, cancellationToken);
        // All at once: the worker batches what it can and keeps the rest waiting.
        var findings = await Task.WhenAll(chosen.Select(one => FindAsync(one, looked, cancellationToken)));
        var told = chosen.Zip(findings).Where(f => !LookPrompts.IsNone(f.Second)).Select(f => (f.First.Name, f.Second)).ToList();
        return told.Count == 0 ? LookPrompts.None : await looked.Calls.AskAsync(LookPrompts.Answer(looked.Question.Text, told), parts.Options.AnswerTokens, cancellationToken);
    }

    private async Task<string> FindAsync(RetrievedSegment segment, LookedAt looked, CancellationToken cancellationToken)
    {
        using var look = await parts.Pictures.LookAsync(segment.Video, segment.Segment.Span, parts.Options.PicturesPerSegment, cancellationToken);
        return await looked.Calls.AskAsync(LookPrompts.Finding(looked.Question.Text, segment, look.Pictures), parts.Options.FindingTokens, cancellationToken);
    }

    private async Task<ImmutableArray<RetrievedSegment>> ChooseAsync(LookedAt looked, CancellationToken cancellationToken) =>
        await looked.Retrieval.ToldAsync(await looked.Retrieval.ForAsync(looked.Question, looked.Found, looked.Videos, await looked.Calls.MeaningAsync(looked.Question.Text, cancellationToken), parts.Options.Segments, cancellationToken), looked.Letters, cancellationToken);

    private static async Task<(ImmutableArray<Citation> Citations, int Invented)> CheckAsync(
        string words, Question question, ImmutableArray<VideoId> videos, VideoLetters letters, SegmentRetrieval retrieval, CancellationToken cancellationToken)
    {
        var cited = new List<(VideoId Video, Segment Segment)>();
        var invented = 0;
        foreach (var name in CitedNames.In(words))
        {
            if (letters.Read(name) is not { } place || (await retrieval.OfAsync(place.Video, question, cancellationToken)).FirstOrDefault(s => s.Span.Id == place.Segment) is not { } segment) invented++;
            else cited.Add((place.Video, segment));
        }

        var told = await retrieval.ToldAsync(cited.Distinct().OrderBy(c => videos.IndexOf(c.Video)).ThenBy(c => c.Segment.Span.Id), letters, cancellationToken);
        return ([.. told.Select(t => new Citation(t.Video, t.Segment.Span.Id, t.Segment.Span.Range, t.Caption))], invented);
    }

    private static string Held(string words, ImmutableArray<Citation> citations, VideoLetters letters) =>
        CitedNames.Without(words, citations.Select(c => c.Quote), name => letters.Read(name) is { } place && citations.Any(c => c.Video == place.Video && c.Segment == place.Segment));

    private Answer Stands(Answer found, AnswerMode mode, LookCalls calls, int invented, string instead) =>
        found with { Model = Share(mode, calls, invented) with { Instead = instead, Version = null } };

    private ModelShare Share(AnswerMode mode, LookCalls calls, int invented) => new()
    {
        Name = parts.Model.Name.ToString(), Version = calls.Version, Mode = mode, Calls = calls.Calls, PromptTokens = calls.PromptTokens, ReplyTokens = calls.ReplyTokens, Invented = invented,
    };

    private sealed class PlacesOnly(IProgress<AnswerPart> parts) : IProgress<AnswerPart>
    {
        public void Report(AnswerPart value)
        {
            if (value is EvidenceFound) parts.Report(value);
        }
    }
}
