using System.Globalization;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http.Streams;

/// <summary>
/// Follows one stored order on one stream: begins behind the last event the caller had, sends what is stored page by page, waits for news or shows that the line is open, and says
/// when the node ends. What is stored, and what news are, is for the endpoint to say.
/// </summary>
internal sealed class FollowedStream : IDisposable
{
    private const int PageEntries = 64;
    private const string ResumeHeader = "Last-Event-ID";

    private readonly HttpDesk _desk;
    private readonly IDisposable _place;
    private readonly Task _drained;
    private long _last;

    private FollowedStream(HttpDesk desk, IDisposable place, EventStream events, long last)
    {
        (_desk, _place, Events, _last) = (desk, place, events, last);
        _drained = Task.Delay(Timeout.InfiniteTimeSpan, desk.Time, desk.Draining.Begun);
    }

    /// <summary>For what is not stored.</summary>
    public EventStream Events { get; }

    /// <summary>Takes a follower's place and begins the stream.</summary>
    /// <param name="desk">Limits, and whether the node is ending.</param>
    /// <param name="context">The request.</param>
    /// <param name="newest">The last event that is stored.</param>
    /// <param name="cancellationToken">The caller has left.</param>
    /// <exception cref="RequestRefusedException">The caller's last event is none of this store, or there are too many followers.</exception>
    public static async Task<FollowedStream> OpenAsync(HttpDesk desk, HttpContext context, long newest, CancellationToken cancellationToken)
    {
        var last = LastOf(context.Request, newest);
        var place = desk.Followers.Take();
        try
        {
            return new FollowedStream(desk, place, await EventStream.OpenAsync(context, cancellationToken), last);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Sends everything that is stored behind what was sent.</summary>
    /// <param name="read">Reads so many of the entries behind an id, in order.</param>
    /// <param name="idOf">The id of an entry.</param>
    /// <param name="send">Sends an entry with its id, or leaves it out.</param>
    /// <param name="cancellationToken">The caller has left.</param>
    public async Task SendStoredAsync<T>(
        Func<long, int, CancellationToken, ValueTask<IReadOnlyList<T>>> read, Func<T, long> idOf, Func<T, string, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await read(_last, PageEntries, cancellationToken);
            foreach (var entry in page)
            {
                var id = idOf(entry);
                await send(entry, id.ToString(CultureInfo.InvariantCulture), cancellationToken);
                _last = id;
            }

            if (page.Count < PageEntries) return;
        }
    }

    /// <summary>Waits for news, or for the time to show that the line is open.</summary>
    /// <returns>False when the node is ending and there are no news.</returns>
    public async Task<bool> WaitAsync(Task news, CancellationToken cancellationToken)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = Task.Delay(_desk.Options.Heartbeat, _desk.Time, quiet.Token);
        var first = await Task.WhenAny(news, _drained, beat);
        await quiet.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == beat) await Events.BeatAsync(cancellationToken);
        return first != _drained;
    }

    /// <summary>Says that the node ends, which is the last word.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => Events.SendAsync(
        "end", null, new HealthDocument("ending", $"This node is ending: come back with {ResumeHeader}, and nothing is missed."), HttpJson.Readable.HealthDocument, cancellationToken);

    public void Dispose() => _place.Dispose();

    private static long LastOf(HttpRequest request, long newest)
    {
        if (!request.Headers.TryGetValue(ResumeHeader, out var text)) return newest;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            throw RequestRefusedException.BadRequest($"{ResumeHeader} is not the id of an event: send the last one that came, or 0 to begin at the beginning.");
        return last <= newest ? last
            : throw RequestRefusedException.BadRequest($"{ResumeHeader} {last} is later than anything that happened here: the store is another one, so begin at 0.");
    }
}
