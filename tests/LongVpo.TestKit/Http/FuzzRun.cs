using System.Text.Json;

namespace LongVpo.TestKit.Http;

/// <summary>Sends many mutated requests to a node and counts how it took them.</summary>
public sealed class FuzzRun
{
    private const int AtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<int, int> _statuses = [];
    private readonly List<string> _wrong = [];

    /// <summary>Responses per status; 0 stands for connections that were closed without one.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    /// <summary>Requests that were taken in a way that must never be, with what came back.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <param name="node">Where the node listens.</param>
    /// <param name="fuzz">Makes the requests.</param>
    /// <param name="requests">How many.</param>
    /// <param name="isWrong">Says of a response why it must never be; null when it is fine.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task SendAsync(Uri node, RequestFuzz fuzz, int requests, Func<RawRequest, RawResponse, string?> isWrong, CancellationToken cancellationToken)
    {
        var client = new RawClient(node);
        // The requests are made in order, so that a seed names them; they are sent beside each other, because some make the node wait.
        using var places = new SemaphoreSlim(AtOnce, AtOnce);
        var running = new List<Task>();
        for (var i = 0; i < requests; i++)
        {
            var request = fuzz.Next();
            await places.WaitAsync(cancellationToken);
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            running.Add(OneAsync(request));
        }

        await Task.WhenAll(running);

        async Task OneAsync(RawRequest request)
        {
            try
            {
                Count(request, await client.SendAsync(request.Bytes(node.Authority), Patience, request.Target.Contains("/events", StringComparison.Ordinal) || request.Target.Contains("/notices", StringComparison.Ordinal), cancellationToken), isWrong);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>The rule for callers who may come in: nothing is the node's fault, and whatever is refused is told in one sentence.</summary>
    public static string? Known(RawRequest request, RawResponse response)
    {
        if (response.Status >= 500) return "the node failed";
        // An answer to HEAD has no body.
        return response.Status >= 400 && (response.Body.Length > 0 || request.Method != "HEAD") ? WrongProblem(response) : null;
    }

    /// <summary>The rule for callers without a key: nobody comes in, and only the two health questions are answered.</summary>
    public static string? Stranger(RawRequest request, RawResponse response)
    {
        // Dots are resolved as the node resolves them: /../healthz is /healthz.
        var isHealth = Uri.TryCreate("http://node" + request.Target, UriKind.Absolute, out var asked) && asked.AbsolutePath is "/healthz" or "/readyz";
        if (response.Status is >= 200 and < 400 && !isHealth) return "a stranger came in";
        return response.Status >= 500 ? "the node failed" : null;
    }

    private void Count(RawRequest request, RawResponse response, Func<RawRequest, RawResponse, string?> isWrong)
    {
        lock (_wrong)
        {
            _statuses[response.Status] = _statuses.GetValueOrDefault(response.Status) + 1;
            if (isWrong(request, response) is { } why) _wrong.Add($"{why}: {request} -> {response.Head} {response.Body}");
        }
    }

    private static string? WrongProblem(RawResponse response)
    {
        if (!response.Head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase)) return "not a problem document";
        try
        {
            using var problem = JsonDocument.Parse(response.Body);
            var detail = problem.RootElement.GetProperty("detail").GetString() ?? string.Empty;
            return detail.Contains('\n', StringComparison.Ordinal) || detail.Contains("LongVpo.", StringComparison.Ordinal) || detail.Contains("   at ", StringComparison.Ordinal) || !detail.EndsWith('.')
                ? "not one plain sentence" : null;
        }
        catch (JsonException)
        {
            return "not a problem document";
        }
    }
}
