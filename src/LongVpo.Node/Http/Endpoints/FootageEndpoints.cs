using System.Text;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;
using LongVpo.Node.Export;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Shows what was seen of a source: its tree, its segments, its chapters for players, and its pictures.</summary>
internal sealed class FootageEndpoints(HttpDesk desk)
{
    private const int DefaultItems = 1_000;
    private const int MostItems = 10_000;

    // As many pictures as a person looks through at once.
    private const int DefaultPictures = 240;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/sources/{id}/tree", (HttpContext context, string id, CancellationToken cancellationToken) => TreeAsync(context, id, cancellationToken))
            .WithTags("footage").WithName("getTree").WithSummary("The whole tree: what longvpo tree --json prints.").Produces<TreeDocument>().Refuses(404);
        routes.MapGet(
                "/v1/sources/{id}/segments",
                (HttpContext context, string id, string? level, string? from, string? to, string? limit, CancellationToken cancellationToken) =>
                    SegmentsAsync(context, id, level, Page.Of(from, to, limit), cancellationToken))
            .WithTags("footage").WithName("getSegments").WithSummary("Segments, or with level=scene, chapter or programme their groups, that touch a stretch of time.")
            .WithDescription("from and to are container times in seconds; limit is 1000 when left out, 10000 at most; next says where to go on.")
            .Produces<SegmentListDocument>().Refuses(400, 404);
        routes.MapGet("/v1/sources/{id}/chapters.vtt", (HttpContext context, string id, CancellationToken cancellationToken) => ChaptersAsync(context, id, cancellationToken))
            .WithTags("footage").WithName("getChapters").WithSummary("Chapters as WebVTT for a player's menu.").Produces(StatusCodes.Status200OK, contentType: "text/vtt").Refuses(404);
        routes.MapGet(
                "/v1/sources/{id}/thumbnails",
                (HttpContext context, string id, string? from, string? to, string? limit, CancellationToken cancellationToken) =>
                    ThumbnailsAsync(context, id, Page.Of(from, to, limit), cancellationToken))
            .WithTags("footage").WithName("listThumbnails").WithSummary("Where the pictures of the segments are.").Produces<ThumbnailListDocument>().Refuses(400, 404);
        routes.MapGet(
                "/v1/sources/{id}/thumbnails.html",
                (HttpContext context, string id, string? from, string? to, string? limit, CancellationToken cancellationToken) =>
                    SheetAsync(context, id, Page.Of(from, to, limit, DefaultPictures), cancellationToken))
            .WithTags("footage").WithName("getContactSheet").WithSummary("The pictures of the segments with their times on one page, for people.")
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Refuses(400, 404);
        routes.MapGet(
                "/v1/sources/{id}/thumbnails/{segment}.jpg",
                (HttpContext context, string id, string segment, CancellationToken cancellationToken) => ThumbnailAsync(context, id, segment, cancellationToken))
            .WithTags("footage").WithName("getThumbnail").WithSummary("A typical frame of a segment.").Produces(StatusCodes.Status200OK, contentType: "image/jpeg").Refuses(404);
    }

    private async Task TreeAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var tree = await desk.Node.TreeAsync(status.Video, cancellationToken);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, tree with { Path = SourceAdmission.Shown(tree.Path) }, HttpJson.Readable.TreeDocument, cancellationToken);
    }

    private async Task SegmentsAsync(HttpContext context, string id, string? level, Page page, CancellationToken cancellationToken)
    {
        var wanted = level switch
        {
            null or "segment" => (TreeLevel?)null,
            "scene" => TreeLevel.Scene,
            "chapter" => TreeLevel.Chapter,
            "programme" => TreeLevel.Programme,
            _ => throw RequestRefusedException.BadRequest("level is none of segment, scene, chapter and programme: choose one, or leave it out for segments."),
        };
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        if (wanted is { } nodes)
        {
            await NodesAsync(context, status, nodes, page, cancellationToken);
            return;
        }

        var (segments, next) = await DocumentsAsync(status.Video, page, cancellationToken);
        var document = new SegmentListDocument(status.Video.Value, Seconds(status.Watermark), segments, next);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, document, HttpJson.Readable.SegmentListDocument, cancellationToken);
    }

    private async Task NodesAsync(HttpContext context, VideoStatus status, TreeLevel level, Page page, CancellationToken cancellationToken)
    {
        var tree = await desk.Node.Videos.ReadTreeAsync(status.Video, cancellationToken);
        var found = tree.Nodes.Where(node => node.Level == level && (page.Within is not { } within || node.Range.Overlaps(within))).OrderBy(node => node.Ordinal).ToList();
        var next = found.Count > page.Limit ? Contract.Documents.Seconds(found[page.Limit].Range.Start) : (double?)null;
        var said = await desk.Node.Store.Captions.ReadCaptionsAsync(status.Video, [.. found.Select(node => node.Id)], cancellationToken);
        var document = new NodeListDocument(
            status.Video.Value, Seconds(status.Watermark), level.ToString().ToLowerInvariant(), [.. found.Take(page.Limit).Select(node => Contract.Documents.From(node, said.GetValueOrDefault(node.Id)))], next);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, document, HttpJson.Readable.NodeListDocument, cancellationToken);
    }

    private async Task ChaptersAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var tree = await desk.Node.TreeAsync(status.Video, cancellationToken);
        var start = await desk.Node.ContainerStartAsync(status.Video, cancellationToken);
        var text = CueWriter.Write(CueList.From(tree, ExportContent.Chapters, start), CueFormat.Vtt);
        await Replies.BytesAsync(context, StatusCodes.Status200OK, "text/vtt; charset=utf-8", Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private async Task ThumbnailsAsync(HttpContext context, string id, Page page, CancellationToken cancellationToken)
    {
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var (segments, next) = await ReadAsync(status.Video, page, cancellationToken);
        var pictures = segments.Select(s => new ThumbnailDocument(
            s.Span.Id.ToString(), Contract.Documents.Seconds(s.Span.Range.Start), Contract.Documents.Seconds(s.Span.Range.End), $"/v1/sources/{status.Video}/thumbnails/{s.Span.Id}.jpg"));
        var document = new ThumbnailListDocument(status.Video.Value, Seconds(status.Watermark), [.. pictures], next);
        await Replies.JsonAsync(context, StatusCodes.Status200OK, document, HttpJson.Readable.ThumbnailListDocument, cancellationToken);
    }

    private async Task SheetAsync(HttpContext context, string id, Page page, CancellationToken cancellationToken)
    {
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var (segments, next) = await DocumentsAsync(status.Video, page, cancellationToken);
        var sheet = ContactSheet.Write(status.Name ?? SourceAdmission.Shown(status.Location), segments, next);
        context.Response.Headers.ContentSecurityPolicy = ContactSheet.Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await Replies.BytesAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(sheet), cancellationToken);
    }

    private async Task ThumbnailAsync(HttpContext context, string id, string segment, CancellationToken cancellationToken)
    {
        var wanted = QueryText.Segment(segment);
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var picture = wanted.Ordinal < status.Segments ? await desk.Node.Store.Segments.ReadThumbnailAsync(status.Video, wanted, cancellationToken) : null;
        if (picture is not { IsEmpty: false } jpeg) throw RequestRefusedException.NotFound($"There is no picture of {wanted} in {status.Video}: see its /thumbnails.");
        // A sealed segment never changes, and its id names it for ever.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        await Replies.BytesAsync(context, StatusCodes.Status200OK, "image/jpeg", jpeg.AsMemory(), cancellationToken);
    }

    private async Task<(IReadOnlyList<SegmentDocument> Segments, double? Next)> DocumentsAsync(VideoId video, Page page, CancellationToken cancellationToken)
    {
        var (segments, next) = await ReadAsync(video, page, cancellationToken);
        var clock = await desk.Node.Store.Segments.ReadClocksAsync(video, cancellationToken);
        var said = await desk.Node.Store.Captions.ReadCaptionsAsync(video, [.. segments.Select(segment => segment.Span.Id.ToString())], cancellationToken);
        return ([.. segments.Select(segment => Contract.Documents.From(segment, clock, said.GetValueOrDefault(segment.Span.Id.ToString())))], next);
    }

    private async Task<(IReadOnlyList<Segment> Segments, double? Next)> ReadAsync(VideoId video, Page page, CancellationToken cancellationToken)
    {
        var found = await desk.Node.Store.Segments.ReadSegmentsAsync(video, page.Within, asOf: null, cancellationToken);
        return found.Count > page.Limit ? ([.. found.Take(page.Limit)], Contract.Documents.Seconds(found[page.Limit].Span.Range.Start)) : (found, null);
    }

    private static double? Seconds(MediaTime? time) => time is { } known ? Contract.Documents.Seconds(known) : null;

    private sealed record Page(TimeRange? Within, int Limit)
    {
        public static Page Of(string? from, string? to, string? limit, int otherwise = DefaultItems) => new(
            QueryText.Range("from", QueryText.Seconds("from", from), "to", QueryText.Seconds("to", to)), QueryText.Count("limit", limit, otherwise, MostItems));
    }
}
