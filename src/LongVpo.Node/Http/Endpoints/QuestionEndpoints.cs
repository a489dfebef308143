using LongVpo.Actors.Kernel;
using LongVpo.Core.Answers;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Answers questions as a stream: evidence as it is found, the words as they are written, and at last the whole answer.</summary>
internal sealed class QuestionEndpoints(HttpDesk desk)
{
    private const int MaxQuestionLength = 2_000;
    private const int MaxSources = 256;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/questions", (HttpContext context, CancellationToken cancellationToken) => AskAsync(context, cancellationToken))
            .WithTags("questions").WithName("ask").WithSummary("Ask a question about sources.")
            .WithDescription("A stream of server-sent events: evidence as soon as a place is found that may answer, part as the words are written, last answer with the JSON of longvpo ask. error or end instead of answer say why there is none.")
            .Accepts<NewQuestion>("application/json").Produces(StatusCodes.Status200OK, contentType: EventStream.ContentType).Refuses(400, 404, 413, 415, 422);

    private async Task AskAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        await desk.Requests.OnceAsync(context, body, () => AskAsync(context, body, cancellationToken), cancellationToken);
    }

    private async Task AskAsync(HttpContext context, RequestBody body, CancellationToken cancellationToken)
    {
        var question = await ReadAsync(body.Parse(HttpJson.Readable.NewQuestion), cancellationToken);
        using var place = desk.Questions.Take();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, desk.Draining.Hurry);
        var parts = new WaitingParts(desk.Options.WaitingEvidence);
        var asking = AnswerAsync(question, parts, either.Token);
        using var span = Signals.Traces.StartActivity("question.stream");
        EventStream? stream = null;
        try
        {
            // Nothing is sent before there is something to say, so that a question that cannot be answered gets its status.
            await foreach (var part in parts.ReadAllAsync(cancellationToken))
                await SendAsync(stream ??= await EventStream.OpenAsync(context, cancellationToken), part, cancellationToken);
            var answer = await asking;
            stream ??= await EventStream.OpenAsync(context, cancellationToken);
            var id = await desk.Answers.KeepAsync(question, answer, cancellationToken);
            await stream.SendAsync("answer", null, Contract.Documents.From(answer) with { Id = id }, HttpJson.Readable.AnswerDocument, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var problem = failure switch
            {
                OperationCanceledException => new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "This node is ending before the answer was found: ask again when it is back.") { RetryAfter = TimeSpan.FromSeconds(5) },
                AskTimeoutException late => new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, $"The answer took too long ({late.Message.TrimEnd('.')}): ask about less, or again when the node has less to do.") { RetryAfter = TimeSpan.FromSeconds(5) },
                _ => Problems.Of(failure),
            };
            if (problem is null) throw;
            if (stream is null) throw problem;
            await stream.SendAsync("error", null, Problems.Document(problem), HttpJson.Readable.ProblemDocument, cancellationToken);
        }
    }

    private async Task<Answer> AnswerAsync(Question question, WaitingParts parts, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.Node.Videos.AskAsync(question, parts, desk.Node.LimitOf(question), cancellationToken);
        }
        finally
        {
            parts.End();
        }
    }

    private static Task SendAsync(EventStream stream, AnswerPart part, CancellationToken cancellationToken) => part switch
    {
        EvidenceFound found => stream.SendAsync("evidence", null, Contract.Documents.From(found.Evidence), HttpJson.Readable.HitDocument, cancellationToken),
        AnswerWritten words => stream.SendAsync("part", null, new TextDocument(words.Text), HttpJson.Readable.TextDocument, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task<Question> ReadAsync(NewQuestion asked, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(asked.Question) || asked.Question.Length > MaxQuestionLength)
            throw RequestRefusedException.BadRequest($"question is not 1 to {MaxQuestionLength} characters: ask in one or two sentences.");
        var range = QueryText.Range("from", QueryText.Seconds("from", asked.From), "to", QueryText.Seconds("to", asked.To));
        var asOf = QueryText.Seconds("asOf", asked.AsOf);
        return desk.Node.ForModel(new Question
        {
            Text = asked.Question,
            Videos = await KnownAsync(desk, asked.Sources ?? [], cancellationToken),
            Within = range,
            AsOf = asOf is { } seconds ? MediaTime.FromSeconds(seconds) : null,
        });
    }

    /// <summary>The sources that a request names; none means all.</summary>
    /// <exception cref="RequestRefusedException">One of them is not here.</exception>
    public static async Task<IReadOnlyList<VideoId>> KnownAsync(HttpDesk desk, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        if (sources.Count == 0) return [];
        if (sources.Count > MaxSources) throw RequestRefusedException.BadRequest($"sources names more than {MaxSources} sources: name fewer, or none to ask all.");
        var known = (await desk.Node.Videos.StatusAsync(cancellationToken)).Select(status => status.Video).ToHashSet();
        var ids = new List<VideoId>();
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is null || !VideoId.IsValid(sources[i]) || !known.Contains(new VideoId(sources[i])))
                throw RequestRefusedException.NotFound(FormattableString.Invariant($"sources[{i}] is not the id of a source here: see /v1/sources."));
            ids.Add(new VideoId(sources[i]));
        }

        return [.. ids.Distinct()];
    }
}
