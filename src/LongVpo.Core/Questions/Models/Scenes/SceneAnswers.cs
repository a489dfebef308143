using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>
/// Answers with a model of few words (<see cref="ModelWording"/>): whom a question means is looked up in what the model said of each segment, and it is shown the scenes that decide. Without
/// pictures what it said stands. Every scene that it took to get there is cited, and without any one of them there would be another answer or none.
/// </summary>
/// <param name="parts">The model and what it looks at.</param>
/// <param name="wording">How it is asked.</param>
public sealed class SceneAnswers(LookParts parts, ModelWording wording)
{
    // A no is as good as the captions are; a single one that is wrong makes it wrong.
    private const double NoConfidence = 0.5;
    private const double UnknownConfidence = 0.5;

    // What the model says of a scene now and what it said before disagree: one of them is wrong.
    private const double Disagreement = 0.5;
    private const int VideosMost = 16;

    /// <summary>The answer; null where the model knows no such question, or has described nothing of what is asked about.</summary>
    /// <exception cref="ModelException">The model could not be asked.</exception>
    public async Task<SceneAnswer?> AnswerAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(looked);
        if (wording.Understand(looked.Question.Text) is not { } asked) return null;
        var told = new List<SceneAnswer>();
        foreach (var video in looked.Videos.Take(VideosMost))
            if (await OfAsync(video, asked.Wording, asked.Fields, looked, cancellationToken) is { } one) told.Add(one);
        var found = told.Where(one => one.Found).ToList();
        return found.Count switch
        {
            0 => told.FirstOrDefault(),
            1 => found[0],
            _ => new SceneAnswer(true, string.Join('\n', found.Select(one => one.Text)), found.Min(one => one.Confidence), [.. found.SelectMany(one => one.Citations)]),
        };
    }

    private async Task<SceneAnswer?> OfAsync(VideoId video, QuestionWording question, ImmutableDictionary<string, string> asked, LookedAt looked, CancellationToken cancellationToken)
    {
        var segments = await looked.Retrieval.OfAsync(video, looked.Question, cancellationToken);
        var said = await parts.Captions.ReadCaptionsAsync(video, [.. segments.Select(segment => segment.Span.Id.ToString())], cancellationToken);
        var scenes = SceneList.Of(segments, said, wording);
        if (!scenes.Any(scene => scene.IsKnown)) return null;
        var finding = SceneLookup.Find(scenes, question.Find, asked);
        ImmutableArray<Citation> citations = [.. finding.Evidence.SelectMany(scene => scene.Segments.Select(segment => new Citation(video, segment.Span.Id, segment.Span.Range, scene.Caption)))];
        if (finding.Target is not { } target) return new SceneAnswer(false, finding.Problem ?? "It was not seen.", NoConfidence, citations);

        var captions = SceneWords.Fill(question.Tells, finding, asked);
        var sure = finding.Evidence.Min(scene => scene.Segments.Max(segment => Likelihood(said[segment.Span.Id.ToString()].LogLikelihood)));
        if (question.Asks is not { } asks) return new SceneAnswer(true, Wording.Sentence(captions), sure, citations);
        var shown = asks.Contains("{question}", StringComparison.Ordinal) ? finding.Evidence : [target];
        if (await SeeAsync(video, shown, SceneWords.Fill(asks, finding, asked), looked, cancellationToken) is not { } reply) return new SceneAnswer(true, Wording.Sentence(captions), sure, citations);
        var (words, likelihood) = (ReplyText.Plain(reply.Text), Likelihood(reply.LogLikelihood));
        return new SceneAnswer(true, Wording.Sentence(words), Math.Min(sure, likelihood) * (words == captions ? 1 : Disagreement), citations);
    }

    /// <summary>Asks about scenes that are shown; null where too few of their pictures are left, or they are too many.</summary>
    private async Task<ModelReply?> SeeAsync(VideoId video, ImmutableArray<SeenScene> scenes, string words, LookedAt looked, CancellationToken cancellationToken)
    {
        if (scenes.Length * wording.Pictures > wording.PicturesMost) return null;
        var looks = new List<SegmentLook>();
        try
        {
            var pictures = ImmutableArray.CreateBuilder<PictureRef>();
            foreach (var scene in scenes)
            {
                var longest = scene.Segments.MaxBy(segment => segment.Span.Range.Duration)!.Span;
                looks.Add(await parts.Pictures.LookAsync(video, longest, wording.PicturesWanted, cancellationToken));
                var clip = ClipChoice.Of(looks[^1].Pictures, longest, wording);
                if (clip.IsEmpty) return null;
                pictures.AddRange(clip);
            }

            var reply = await looked.Calls.ReplyAsync(ClipPrompt.Of(words, pictures.ToImmutable()), new GenerationSettings { MaxTokens = parts.Options.AnswerTokens, TellsLikelihood = true }, cancellationToken);
            return string.IsNullOrWhiteSpace(reply.Text) ? null : reply;
        }
        finally
        {
            looks.ForEach(look => look.Dispose());
        }
    }

    private static double Likelihood(double? logarithm) => logarithm is { } known ? Math.Exp(known) : UnknownConfidence;
}
