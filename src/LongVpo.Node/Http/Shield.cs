using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Http;

/// <summary>Stands around every request: whatever goes wrong inside becomes one problem for the caller and, when it is our fault, one line in the log that the problem names.</summary>
internal sealed partial class Shield(ILogger logger, TimeProvider time)
{
    /// <summary>Runs the rest of the request.</summary>
    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= StatusCodes.Status400BadRequest)
                await Problems.WriteAsync(context, Unanswered(context), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has left; there is nobody to tell.
        }
        catch (Exception failure)
        {
            await Tell(context, failure);
        }

        if (!logger.IsEnabled(LogLevel.Debug)) return;
        var milliseconds = time.GetElapsedTime(began).TotalMilliseconds;
        var caller = Gate.CallerOf(context);
        Served(logger, context.Request.Method, context.Request.Path.Value ?? string.Empty, context.Response.StatusCode, milliseconds, caller);
    }

    private async Task Tell(HttpContext context, Exception failure)
    {
        var problem = Problems.Of(failure);
        if (problem is null)
        {
            Failed(logger, failure, context.TraceIdentifier);
            problem = new RequestRefusedException(StatusCodes.Status500InternalServerError, $"Something failed that should not have: report it with {context.TraceIdentifier}, which names it in the node's log.");
        }

        if (context.Response.HasStarted) context.Abort();
        else await Problems.WriteAsync(context, problem, CancellationToken.None);
    }

    /// <summary>What routing left without words.</summary>
    private static RequestRefusedException Unanswered(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var sentence = status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this path: see /openapi.json for what there is.",
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here, only {context.Response.Headers.Allow}: see /openapi.json.",
            StatusCodes.Status416RangeNotSatisfiable => $"The Range lies outside what is sent here ({context.Response.Headers.ContentRange}): ask for a part of it, or leave Range out.",
            StatusCodes.Status412PreconditionFailed => "What If-Match or If-Unmodified-Since asks for is not so: leave them out.",
            StatusCodes.Status415UnsupportedMediaType => "The body's type is not understood here: send application/json.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The request was refused with status {status}: see /openapi.json."),
        };
        return new RequestRefusedException(status, sentence);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Path} {Status} in {Milliseconds:F1} ms for {Caller}")]
    private static partial void Served(ILogger logger, string method, string path, int status, double milliseconds, string caller);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Trace} failed")]
    private static partial void Failed(ILogger logger, Exception failure, string trace);
}
