using System.Globalization;
using LongVpo.Core.Standing;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Pins, lists and removes questions and alerts, which differ only by the condition, and tells what became of them.</summary>
/// <param name="desk">What endpoints work with.</param>
/// <param name="alerts">Whether these are the endpoints of alerts.</param>
internal sealed class StandingEndpoints(HttpDesk desk, bool alerts)
{
    private const int MaxListed = 1_000;
    private const int Listed = 100;

    private readonly StandingRequests _requests = new(desk);
    private readonly string _path = alerts ? "/v1/alerts" : "/v1/standing-questions";
    private readonly string _tag = alerts ? "alerts" : "standing-questions";
    private readonly string _one = alerts ? "Alert" : "StandingQuestion";

    public void Map(IEndpointRouteBuilder routes)
    {
        var what = alerts ? "an alert" : "a pinned question";
        routes.MapPost(_path, (HttpContext context, CancellationToken cancellationToken) => AddAsync(context, cancellationToken))
            .WithTags(_tag).WithName($"add{_one}").WithSummary($"Add {what}.")
            .WithDescription("It takes in what is sealed from now on, or with fromTheBeginning everything that is remembered. The webhook's secret is never shown again.")
            .Accepts<NewStanding>("application/json").Produces<StandingDocument>(StatusCodes.Status201Created).Refuses(400, 403, 404, 409, 413, 415);
        routes.MapGet(_path, (HttpContext context, CancellationToken cancellationToken) => ListAsync(context, cancellationToken))
            .WithTags(_tag).WithName($"list{_one}s").WithSummary("All of them, oldest first.").Produces<StandingListDocument>().Refuses();
        routes.MapGet($"{_path}/{{id}}", (HttpContext context, string id, CancellationToken cancellationToken) => ShowAsync(context, id, cancellationToken))
            .WithTags(_tag).WithName($"get{_one}").WithSummary($"Show {what} and how far it has come per source.").Produces<StandingDocument>().Refuses(404);
        routes.MapDelete($"{_path}/{{id}}", (HttpContext context, string id, CancellationToken _) => RemoveAsync(context, id))
            .WithTags(_tag).WithName($"remove{_one}").WithSummary($"Remove {what} with everything it told.").Produces(StatusCodes.Status204NoContent).Refuses(404);
        routes.MapGet($"{_path}/{{id}}/notices", (HttpContext context, string id, string? after, string? limit, CancellationToken cancellationToken) => NoticesAsync(context, id, after, limit, cancellationToken))
            .WithTags(_tag).WithName($"notices{_one}").WithSummary("What it told, oldest first.").Produces<NoticeListDocument>().Refuses(400, 404);
        routes.MapGet($"{_path}/{{id}}/deliveries", (HttpContext context, string id, string? limit, CancellationToken cancellationToken) => DeliveriesAsync(context, id, limit, cancellationToken))
            .WithTags(_tag).WithName($"deliveries{_one}").WithSummary("What its webhook was or is to be told, newest first.").Produces<DeliveryListDocument>().Refuses(400, 404);
        routes.MapPost($"{_path}/{{id}}/deliveries/{{number}}/replay", (HttpContext context, string id, string number, CancellationToken cancellationToken) => ReplayAsync(context, id, number, cancellationToken))
            .WithTags(_tag).WithName($"replay{_one}").WithSummary("Tell the webhook once more; it knows the notice by its Idempotency-Key.").Produces(StatusCodes.Status202Accepted).Refuses(404);
        if (!alerts) return;
        routes.MapPost($"{_path}/backtest", (HttpContext context, CancellationToken cancellationToken) => BacktestAsync(context, cancellationToken))
            .WithTags(_tag).WithName("backtestAlert").WithSummary("Try an alert on what is remembered: nothing is kept or sent.")
            .Accepts<NewStanding>("application/json").Produces<BacktestDocument>().Refuses(400, 403, 404, 413, 415);
    }

    private async Task AddAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        await desk.Requests.OnceAsync(context, body, () => AddAsync(context, body, cancellationToken), cancellationToken);
    }

    private async Task AddAsync(HttpContext context, RequestBody body, CancellationToken cancellationToken)
    {
        var asked = body.Parse(HttpJson.Readable.NewStanding);
        var question = await _requests.ReadAsync(asked, alerts, cancellationToken);
        if (!await desk.Standing.Questions.AddAsync(question, asked.FromTheBeginning ?? false, cancellationToken))
            throw new RequestRefusedException(StatusCodes.Status409Conflict, "This node has as many standing questions and alerts as it may (option standing.questionsMost): remove one first.");
        context.Response.Headers.Location = $"{_path}/{question.Id}";
        await Replies.JsonAsync(context, StatusCodes.Status201Created, StandingDocuments.From(question), HttpJson.Readable.StandingDocument, cancellationToken);
    }

    private async Task BacktestAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        var question = await _requests.ReadAsync(body.Parse(HttpJson.Readable.NewStanding), alert: true, cancellationToken);
        using var place = desk.Questions.Take();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, desk.Draining.Begun);
        var videos = (await desk.Node.Videos.StatusAsync(either.Token)).Select(status => status.Video).ToList();
        try
        {
            var result = await desk.Standing.Questions.BacktestAsync(question, videos, either.Token);
            await Replies.JsonAsync(context, StatusCodes.Status200OK, StandingDocuments.From(result), HttpJson.Readable.BacktestDocument, cancellationToken);
        }
        catch (OperationCanceledException) when (desk.Draining.Begun.IsCancellationRequested)
        {
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "This node is ending before the back-test was done: try it again when it is back.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    private Task ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var all = desk.Standing.Questions.List().Where(question => question.Condition is not null == alerts);
        return Replies.JsonAsync(
            context, StatusCodes.Status200OK, new StandingListDocument([.. all.Select(question => StandingDocuments.From(question))]), HttpJson.Readable.StandingListDocument, cancellationToken);
    }

    private async Task ShowAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var question = Find(id);
        var progress = await desk.Node.Store.Standing.ReadProgressAsync(question.Id, cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, StandingDocuments.From(question, progress), HttpJson.Readable.StandingDocument, cancellationToken);
    }

    private async Task RemoveAsync(HttpContext context, string id)
    {
        // Half a removal would be worse than one that its caller does not wait for.
        await desk.Standing.Questions.RemoveAsync(Find(id).Id, CancellationToken.None);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task NoticesAsync(HttpContext context, string id, string? after, string? limit, CancellationToken cancellationToken)
    {
        var most = QueryText.Count("limit", limit, Listed, MaxListed);
        var from = after is null ? 0 : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw RequestRefusedException.BadRequest("after is not the number of a notice: send the next of the page before.");
        var found = await desk.Node.Store.Standing.ReadNoticesAsync(Find(id).Id, from, most, cancellationToken);
        var document = new NoticeListDocument([.. found.Select(notice => StandingDocuments.From(notice.Notice))], found.Count == most ? found[^1].Number : null);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, document, HttpJson.Readable.NoticeListDocument, cancellationToken);
    }

    private async Task DeliveriesAsync(HttpContext context, string id, string? limit, CancellationToken cancellationToken)
    {
        var found = await desk.Node.Store.Deliveries.ListAsync(Find(id).Id, QueryText.Count("limit", limit, Listed, MaxListed), cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, new DeliveryListDocument([.. found.Select(StandingDocuments.From)]), HttpJson.Readable.DeliveryListDocument, cancellationToken);
    }

    private async Task ReplayAsync(HttpContext context, string id, string number, CancellationToken cancellationToken)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var no) || !await desk.Node.Store.Deliveries.ReplayAsync(Find(id).Id, no, cancellationToken))
            throw RequestRefusedException.NotFound($"There is no such delivery: see {_path}/{{id}}/deliveries for their numbers.");
        desk.Standing.Questions.News.Ring();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private StandingQuestion Find(string id) =>
        desk.Standing.Questions.Find(id) is { } question && question.Condition is not null == alerts ? question : throw RequestRefusedException.NotFound($"There is no such id: see {_path}.");
}
