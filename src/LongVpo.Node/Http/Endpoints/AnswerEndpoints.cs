using System.Collections.Immutable;
using LongVpo.Core.Feedback;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Takes what people say about answers, which becomes data that models are taught with, and shows it.</summary>
internal sealed class AnswerEndpoints(HttpDesk desk)
{
    private const string NoSuchAnswer = "There is no such answer: its id was mistyped, it is older than what is kept (option feedback.answersKept), or footage that it is about was forgotten.";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/answers/{id}", (HttpContext context, string id, CancellationToken cancellationToken) => ShowAsync(context, id, cancellationToken))
            .WithTags("answers").WithName("getAnswer").WithSummary("Show an answer that was given, with what was said about it.").Produces<KeptAnswerDocument>().Refuses(404);
        routes.MapPost("/v1/answers/{id}/feedback", (HttpContext context, string id, CancellationToken cancellationToken) => SayAsync(context, id, cancellationToken))
            .WithTags("answers").WithName("addFeedback").WithSummary("Say whether an answer was right.")
            .WithDescription("Of one caller the last feedback on an answer counts; the same again changes nothing and gets 200 instead of 201.")
            .Accepts<NewFeedback>("application/json").Produces<FeedbackDocument>().Produces<FeedbackDocument>(StatusCodes.Status201Created).Refuses(400, 404, 409, 413, 415);
        routes.MapDelete("/v1/answers/{id}/feedback", (HttpContext context, string id, CancellationToken _) => TakeBackAsync(context, id))
            .WithTags("answers").WithName("removeFeedback").WithSummary("Take back what the same caller said about an answer.").Produces(StatusCodes.Status204NoContent).Refuses(404);
        routes.MapPost("/v1/answers/{id}/again", (HttpContext context, string id, CancellationToken cancellationToken) => AgainAsync(context, id, cancellationToken))
            .WithTags("answers").WithName("askAgain").WithSummary("Ask the same again, as if seen only as far as then, and note whether that contradicts the answer.")
            .Produces<AgainDocument>().Refuses(404, 409);
    }

    private async Task ShowAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        var document = new KeptAnswerDocument(
            found.Answer.Question.Text, [.. found.Answer.Question.Videos.Select(video => video.Value)], found.Answer.At, Contract.Documents.From(found.Answer.Answer) with { Id = found.Answer.Id },
            [.. found.Feedback.Select(said => DocumentOf(found.Answer.Id, said))]);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, document, HttpJson.Readable.KeptAnswerDocument, cancellationToken);
    }

    private async Task SayAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        var asked = body.Parse(HttpJson.Readable.NewFeedback);
        var answer = (await FindAsync(id, cancellationToken)).Answer;
        var feedback = new AnswerFeedback { Kind = Kind(asked), Text = Text(asked), Places = Places(asked.Segments ?? [], answer), By = Gate.CallerOf(context), At = desk.Time.GetUtcNow() };
        if (feedback.Kind == FeedbackKind.Located && feedback.Places.IsEmpty) throw RequestRefusedException.BadRequest("segments is missing: a verdict of located names the segments that show it.");
        var outcome = await desk.Node.Store.Answers.AddFeedbackAsync(answer.Id, feedback, desk.Node.Options.Feedback, cancellationToken);
        var kept = outcome switch
        {
            FeedbackOutcome.Kept => "new",
            FeedbackOutcome.Replaced => "replaced",
            FeedbackOutcome.Same => "same",
            FeedbackOutcome.NoPlace => throw RequestRefusedException.NotFound("segments names a segment that is not remembered: see /v1/sources/ID/segments."),
            FeedbackOutcome.Full => throw new RequestRefusedException(StatusCodes.Status409Conflict, "This node has as much feedback as it may (options feedback.judgedMost and feedback.giversMost): raise them, or forget old videos."),
            _ => throw RequestRefusedException.NotFound(NoSuchAnswer),
        };
        await Replies.JsonAsync(
            context, outcome == FeedbackOutcome.Kept ? StatusCodes.Status201Created : StatusCodes.Status200OK, DocumentOf(answer.Id, feedback) with { Kept = kept }, HttpJson.Readable.FeedbackDocument, cancellationToken);
    }

    private async Task TakeBackAsync(HttpContext context, string id)
    {
        if (!await desk.Node.Store.Answers.RemoveFeedbackAsync(id, Gate.CallerOf(context), CancellationToken.None))
            throw RequestRefusedException.NotFound("This caller said nothing about such an answer: there is nothing to take back.");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AgainAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var kept = (await FindAsync(id, cancellationToken)).Answer;
        if (kept.Answer.Watermark is not { } seen) throw new RequestRefusedException(StatusCodes.Status409Conflict, "This answer was given before anything was seen: ask the question anew.");
        using var place = desk.Questions.Take();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, desk.Draining.Hurry);
        var question = desk.Node.ForModel(kept.Question) with { AsOf = seen };
        var now = await desk.Node.Videos.AskAsync(question, desk.Node.LimitOf(question), either.Token);
        var contradicted = await desk.Answers.ContradictAsync(kept.Question, now, cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, new AgainDocument(Contract.Documents.From(now), contradicted), HttpJson.Readable.AgainDocument, cancellationToken);
    }

    private async Task<JudgedAnswer> FindAsync(string id, CancellationToken cancellationToken) =>
        await desk.Node.Store.Answers.FindAsync(id, cancellationToken) ?? throw RequestRefusedException.NotFound(NoSuchAnswer);

    private static FeedbackKind Kind(NewFeedback asked) => asked.Verdict switch
    {
        "up" => FeedbackKind.Up,
        "down" => FeedbackKind.Down,
        "correct" => FeedbackKind.Corrected,
        "located" => FeedbackKind.Located,
        _ => throw RequestRefusedException.BadRequest("verdict is none of up, down, correct and located: choose one."),
    };

    private static string? Text(NewFeedback asked)
    {
        if (asked.Verdict != "correct") return asked.Text is null ? null : throw RequestRefusedException.BadRequest("text goes only with a verdict of correct: send that, or leave it out.");
        return !string.IsNullOrWhiteSpace(asked.Text) && asked.Text.Length <= AnswerFeedback.LongestText && !asked.Text.Any(letter => char.IsControl(letter) && letter != '\n')
            ? asked.Text.Trim()
            : throw RequestRefusedException.BadRequest($"text is not 1 to {AnswerFeedback.LongestText} characters without control characters: write the right answer in a sentence or two.");
    }

    private static ImmutableArray<FootagePlace> Places(IReadOnlyList<string> names, KeptAnswer answer)
    {
        if (names.Count > AnswerFeedback.PlacesMost) throw RequestRefusedException.BadRequest($"segments names more than {AnswerFeedback.PlacesMost} segments: name those that the answer cannot do without.");
        var videos = answer.Question.Videos.Concat(answer.Answer.Citations.Select(citation => citation.Video)).Distinct().ToList();
        var places = new List<FootagePlace>();
        for (var i = 0; i < names.Count; i++) places.Add(Place(names[i], FormattableString.Invariant($"segments[{i}]"), videos));
        return [.. places.Distinct()];
    }

    private static FootagePlace Place(string? name, string where, List<VideoId> videos)
    {
        var slash = name?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var (source, segment) = slash < 0 ? (null, name) : (name![..slash], name[(slash + 1)..]);
        if (segment is not { Length: >= 2 and <= 11 } || segment[0] != 's' || !int.TryParse(segment.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ordinal))
            throw RequestRefusedException.BadRequest($"{where} is no segment: write s00012, or SOURCE/s00012.");
        if (source is null && videos.Count != 1) throw RequestRefusedException.BadRequest($"{where} does not say of which source, and this answer is about {videos.Count}: write SOURCE/{new SegmentId(ordinal)}.");
        if (source is not null && !VideoId.IsValid(source)) throw RequestRefusedException.BadRequest($"{where} names no source: an id is 1 to 64 lower-case letters, digits and dashes, see /v1/sources.");
        return new FootagePlace(source is null ? videos[0] : new VideoId(source), new SegmentId(ordinal));
    }

    private static FeedbackDocument DocumentOf(string id, AnswerFeedback said) => new(
        id, said.Kind switch { FeedbackKind.Up => "up", FeedbackKind.Down => "down", FeedbackKind.Corrected => "correct", FeedbackKind.Located => "located", _ => "contradicted" },
        said.Text, [.. said.Places.Select(place => $"{place.Video}/{place.Segment}")], said.By is null, said.At);
}
