using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Ports;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LongVpo.Node.Http;

/// <summary>Tells callers in one shape and one sentence why something was not done (RFC 9457).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>The problem that a failure is for the caller; null for one that is a fault of ours.</summary>
    public static RequestRefusedException? Of(Exception failure) => failure switch
    {
        RequestRefusedException refused => refused,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(StatusCodes.Status413PayloadTooLarge, "The request's body is longer than this node takes (option http.maxBodyBytes): send less."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new(StatusCodes.Status408RequestTimeout, "The request's body came too slowly: send it again at once."),
        BadHttpRequestException bad => new(bad.StatusCode, $"The request cannot be read ({bad.Message.TrimEnd('.')}): see /openapi.json."),
        SourceException source => new(StatusCodes.Status422UnprocessableEntity, source.Message),
        SettingsException settings => new(StatusCodes.Status404NotFound, settings.Message),
        StoreException store => new(StatusCodes.Status503ServiceUnavailable, store.Message) { RetryAfter = TimeSpan.FromSeconds(5) },
        _ => null,
    };

    public static ProblemDocument Document(RequestRefusedException problem) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(problem.Status), problem.Status, problem.Message, problem.SourceId);

    /// <summary>Answers with a problem; nothing may have been sent yet.</summary>
    public static async Task WriteAsync(HttpContext context, RequestRefusedException problem, CancellationToken cancellationToken)
    {
        var response = context.Response;
        var (allow, contentRange) = (response.Headers.Allow, response.Headers.ContentRange);
        response.Clear();
        response.Headers.XContentTypeOptions = "nosniff";
        if (problem.Status == StatusCodes.Status405MethodNotAllowed) response.Headers.Allow = allow;
        if (problem.Status == StatusCodes.Status416RangeNotSatisfiable && contentRange.Count > 0) response.Headers.ContentRange = contentRange;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (problem.RetryAfter is { } wait) response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Replies.BytesAsync(context, problem.Status, ContentType, JsonSerializer.SerializeToUtf8Bytes(Document(problem), HttpJson.Readable.ProblemDocument), cancellationToken);
    }
}
