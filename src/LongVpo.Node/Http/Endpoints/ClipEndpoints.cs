using System.Globalization;
using System.Security.Cryptography;
using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Recording;
using LongVpo.Node.Clips;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LongVpo.Node.Http.Endpoints;

/// <summary>Sends stretches of footage as files that players open, whole or in the parts that a player asks for while someone seeks in them.</summary>
internal sealed class ClipEndpoints(HttpDesk desk)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
                "/v1/sources/{id}/clips",
                (HttpContext context, string id, string? start, string? end, string? exact, CancellationToken cancellationToken) =>
                    ClipAsync(context, id, new ClipWish(start, end, exact), cancellationToken))
            .WithTags("footage").WithName("getClip").WithSummary("A stretch of the footage as MP4, from the key frame before it, or with exact=true playing from its start.")
            .WithDescription(
                "start and end are container times in seconds. The headers Clip-Start and Clip-End say what the clip holds; Range and If-Range are understood. "
                + "410: not kept any more; 416: outside what was seen, too long, or a Range outside the clip.")
            .Produces(StatusCodes.Status200OK, contentType: "video/mp4").Produces(StatusCodes.Status206PartialContent, contentType: "video/mp4").Refuses(400, 404, 410, 416, 422, 501);

    private async Task ClipAsync(HttpContext context, string id, ClipWish wish, CancellationToken cancellationToken)
    {
        var (range, start) = wish.Read();
        var status = await SourceEndpoints.FindAsync(desk, id, cancellationToken);
        var maker = desk.Clips ?? throw new RequestRefusedException(StatusCodes.Status501NotImplemented, "This node keeps no recordings, so it cannot cut clips: play the source itself at these times.");
        var longest = desk.Node.Options.Recorder.LongestClip;
        if (range.Duration > longest)
            throw new RequestRefusedException(StatusCodes.Status416RangeNotSatisfiable, $"A clip may be {TimeText.Length(longest)} long (option recorder.longestClip): ask for less at once.");
        using var slot = desk.Cutting.Take();
        await using var served = await maker.OpenAsync(status.Video, range, start, cancellationToken);
        if (served is not { File: { } file, Result.Clip: { } clip })
        {
            var outside = served.Result.Absence == ClipAbsence.Outside;
            throw new RequestRefusedException(outside ? StatusCodes.Status416RangeNotSatisfiable : StatusCodes.Status410Gone, served.Result.Sentence ?? "Nothing is kept of it.");
        }

        await SendAsync(context, status.Video, clip, file, cancellationToken);
    }

    private static async Task SendAsync(HttpContext context, VideoId video, Clip clip, Stream file, CancellationToken cancellationToken)
    {
        var headers = context.Response.Headers;
        headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"inline; filename=\"{video}_{clip.Range.Start.Seconds:0.###}-{clip.Range.End.Seconds:0.###}.mp4\"");
        // A clip begins with the key frame before what was asked for, and whoever shows it must know where.
        headers["Clip-Start"] = clip.Range.Start.Seconds.ToString("0.######", CultureInfo.InvariantCulture);
        headers["Clip-End"] = clip.Range.End.Seconds.ToString("0.######", CultureInfo.InvariantCulture);
        // Every request cuts anew, and what is cut of running footage may grow: its content says whether two parts belong to one file.
        var content = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken))}\"");
        file.Position = 0;
        await TypedResults.Stream(file, "video/mp4", entityTag: content, enableRangeProcessing: true).ExecuteAsync(context);
    }

    /// <summary>What a caller wrote into the query.</summary>
    private sealed record ClipWish(string? Start, string? End, string? Exact)
    {
        /// <exception cref="RequestRefusedException">It cannot be meant.</exception>
        public (TimeRange Range, ClipStart Start) Read()
        {
            var (from, to) = (QueryText.Seconds("start", Start), QueryText.Seconds("end", End));
            if (from is null || to is null || to <= from) throw RequestRefusedException.BadRequest("A clip needs start and end in seconds, the end after the start: write for example ?start=10&end=20.");
            if (Exact is not (null or "true" or "false")) throw RequestRefusedException.BadRequest("exact is neither true nor false: exact=true plays from exactly the start.");
            return (new TimeRange(MediaTime.FromSeconds(from.Value), MediaTime.FromSeconds(to.Value)), Exact == "true" ? ClipStart.Exact : ClipStart.KeyFrame);
        }
    }
}
