using System.Globalization;
using System.Text;

namespace LongVpo.TestKit.Http;

/// <summary>Makes requests that are nearly right: every endpoint's good request with a few things wrong, reproducible by seed.</summary>
/// <param name="seed">The same seed makes the same requests.</param>
/// <param name="ids">Ids of sources that the node has.</param>
/// <param name="clip">A file that the node may open.</param>
/// <param name="authorization">The header that lets a request in; null for requests that must not get in.</param>
public sealed class RequestFuzz(int seed, IReadOnlyList<string> ids, string clip, string? authorization)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "G€T", "CONNECT"];

    private static readonly string[] Odd =
    [
        "", " ", "..", "../..", "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "%", "%zz", "s00000", "s99999999999", "s-1", "s00000.jpg", "0", "-1", "1e308", "1e999", "NaN", "Infinity",
        "-0", "12,5", "'; DROP TABLE videos; --", "<script>", "a".PadRight(65, 'a'), "A", "ä", "\\..\\..", "%2e%2e%2f", "null", "true", "[]", "{}", "9223372036854775808", "x".PadRight(3000, 'x'),
    ];

    private static readonly string[] Urls =
    [
        "file:///etc/passwd", "/etc/passwd", "/dev/zero", "/proc/self/environ", "concat:/etc/passwd|/etc/hosts", "subfile:,,start,0,end,9,,:/etc/passwd", "data:video/mp4;base64,AAAA",
        "pipe:0", "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:9/x", "http://[::1]:9/", "http://[fd00:ec2::254]/", "gopher://x/", "crypto:///x", "javascript:1", "//x/y", "/", ".", "http://",
        "/nowhere.mp4", "file://host/x", "\\\\server\\share", "http://127.1/", "http://2130706433/",
    ];

    private static readonly string[] Models =
        ["", "observed:", "torch:/etc", "torch:..", "torch:", "tiny:", "openai:http://169.254.169.254/#x", "openai:http://127.0.0.1:9/v1#m", "openai:file:///etc/passwd", "none", "://", "torch:\u0000"];

    private readonly Random _random = new(seed);

    /// <summary>The next request.</summary>
    public RawRequest Next()
    {
        var request = Template();
        for (var changes = _random.Next(4); changes > 0; changes--) request = Change(request);
        return request with { Headers = [.. request.Headers, .. Authorization()] };
    }

    private RawRequest Template() => _random.Next(20) switch
    {
        0 => Json("/v1/sources", $$"""{"url":"{{One(Urls)}}","name":"{{_random.Next(1000)}}"}"""),
        1 => Json("/v1/sources", $$"""{"url":"{{clip}}","asLive":true,"speed":{{_random.Next(1, 900)}},"model":"{{One(Models)}}"}"""),
        2 => Get("/v1/sources"),
        3 => Get($"/v1/sources/{Id()}"),
        4 => Get($"/v1/sources/{Id()}/tree"),
        5 => Get($"/v1/sources/{Id()}/segments?level={One(["segment", "scene", "chapter", "programme"])}&from={_random.Next(5)}&to={_random.Next(9)}&limit={_random.Next(1, 50)}"),
        6 => Get($"/v1/sources/{Id()}/chapters.vtt"),
        7 => Get($"/v1/sources/{Id()}/thumbnails{(_random.Next(2) == 0 ? ".html" : "")}?from={_random.Next(5)}"),
        8 => Get($"/v1/sources/{Id()}/thumbnails/s0000{_random.Next(3)}.jpg"),
        9 => Get($"/v1/sources/{Id()}/clips?start={_random.Next(5)}&end={_random.Next(9)}{One(["", "&exact=true", "&exact=false", "&exact=x"])}") with
        {
            Headers = [.. _random.Next(2) == 0 ? [] : new[] { $"Range: bytes={One(["0-99", "100-", "-50", "999999999-", "5-2", "0-1,4-9", "x"])}", $"If-Range: {One(["\"abc\"", "abc", "Sat, 21 Nov 2026 00:00:00 GMT"])}" }],
        },
        10 => Json("/v1/questions", $$"""{"question":"{{One(["What is on screen?", "How many cuts are there?", "Who?", "When is it black?"])}}","sources":["{{Id()}}"],"asOf":{{_random.Next(9)}},"from":0,"to":{{_random.Next(9)}}}"""),
        11 => Get("/v1/events") with { Headers = [$"Last-Event-ID: {_random.Next(3)}"] },
        12 => Get(One(["/healthz", "/readyz", "/openapi.json", "/", "/v1", "/v1/sources/", "/v1//sources", "/favicon.ico", "/wwwroot/../appsettings.json"])),
        13 => Json("/v1/standing-questions", $$"""{"question":"{{One(["What is on screen?", "When is it black?"])}}","sources":["{{Id()}}"],"from":0,"to":{{_random.Next(9)}},"name":"{{_random.Next(1000)}}"}"""),
        14 => Json(One(["/v1/alerts", "/v1/alerts/backtest"]), $$"""{"question":"Is it there?","condition":{"kind":"{{One(["found", "not_found", "count"])}}","count":{{_random.Next(3)}},"withinSeconds":{{_random.Next(9)}}},"holdOffSeconds":{{_random.Next(9)}}}"""),
        15 => Json("/v1/alerts", $$"""{"condition":{"kind":"level","measure":"{{One(["black", "loudness"])}}","above":{{_random.Next(9)}}},"webhook":{"url":"{{One(Urls)}}","secret":"0123456789abcdef"} }"""),
        16 => Get(One(["/v1/standing-questions", "/v1/alerts"]) + Sometimes(string.Empty, "/" + One(Odd) + One(["", "/notices?after=0&limit=5", "/deliveries?limit=5"]))),
        17 => new RawRequest("DELETE", $"/v1/alerts/{One(Odd)}x", [], null),
        18 => Get("/v1/notices") with { Headers = [$"Last-Event-ID: {_random.Next(3)}"] },
        _ => new RawRequest("DELETE", $"/v1/sources/{Sometimes(Id(), One(Odd))}x?keep={One(["true", "false", "maybe"])}", [], null),
    };

    private RawRequest Change(RawRequest request) => _random.Next(10) switch
    {
        0 => request with { Method = One(Methods) is var method && method == "DELETE" ? "PUT" : method },
        1 => request with { Target = PartReplaced(request.Target) },
        2 => request with { Target = request.Target + One(["?", "&from=", "&from=x", "?keep=true", "/", "/..", "#x", "%0d%0aX-Y:1", ";a=b"]) + One(Odd).Replace(' ', '+') },
        3 => request with { Headers = [.. request.Headers, One(["Content-Type: text/plain", "Content-Type: application/json; charset=utf-16", "Content-Type:", "Accept: nothing/nowhere", "Expect: 100-continue", "Range: bytes=0-1"])] },
        4 => request with { Headers = [.. request.Headers.Where(h => !h.StartsWith("Content-Type", StringComparison.Ordinal))] },
        5 => request with { Headers = [.. request.Headers, $"Idempotency-Key: {Sometimes(_random.Next(20).ToString(CultureInfo.InvariantCulture), One(Odd))}"] },
        6 => request with { Headers = [.. request.Headers, $"{One(["Last-Event-ID", "Authorization", "X-Api-Key", "Cookie", "X-Forwarded-For", "Origin"])}: {One(Odd)}"] },
        7 => request with { Headers = [.. request.Headers, One(["Transfer-Encoding: chunked", "Content-Length: 5", "Content-Length: 99999999999", "Content-Length: -1", "X-Long: " + new string('y', 9_000)])] },
        _ => request.Body is null ? request with { Target = PartReplaced(request.Target) } : request with { Body = Damaged(request.Body) },
    };

    private byte[] Damaged(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        return _random.Next(9) switch
        {
            0 => body[.._random.Next(body.Length + 1)],
            1 => [.. body, .. body],
            2 => Encoding.UTF8.GetBytes(text.Replace(":", $":{new string('[', _random.Next(1, 200))}", StringComparison.Ordinal)),
            3 => Encoding.UTF8.GetBytes(ValueReplaced(text)),
            4 => Encoding.UTF8.GetBytes(text.Replace("{", $$"""{"{{One(["url", "question", "sources", "extra", "__proto__"])}}":{{One(["1", "null", "[]", "{}", "\"x\"", "1e999"])}},""", StringComparison.Ordinal)),
            5 => new byte[_random.Next(60_000, 80_000)],
            6 => Encoding.Unicode.GetBytes(text),
            7 => Encoding.UTF8.GetBytes(One(["null", "[]", "1", "\"\"", "", "{}", "\ufeff{}", "{\"question\":\"\\ud800\"}", "{\"url\":\"\\u0000\"}", "{\"question\":\"" + new string('q', 50_000) + "\"}"])),
            _ => Flipped(body),
        };
    }

    private byte[] Flipped(byte[] body)
    {
        var flipped = (byte[])body.Clone();
        for (var i = _random.Next(1, 6); i > 0 && flipped.Length > 0; i--) flipped[_random.Next(flipped.Length)] = (byte)_random.Next(256);
        return flipped;
    }

    private string ValueReplaced(string json)
    {
        var colons = json.Select((c, i) => (c, i)).Where(x => x.c == ':').Select(x => x.i).ToList();
        if (colons.Count == 0) return json;
        var at = colons[_random.Next(colons.Count)] + 1;
        var end = json.IndexOfAny([',', '}'], at);
        return json[..at] + One(["null", "true", "-1", "1e400", "\"\"", "[]", "{}", "[null]", "[1]", "\"\\u0000\"", $"\"{new string('a', 5_000)}\"", "00", "0.1e-400"]) + json[Math.Max(end, at)..];
    }

    private string PartReplaced(string target)
    {
        var parts = target.Split('/');
        parts[_random.Next(parts.Length)] = One(Odd).Replace(' ', '+');
        return string.Join('/', parts) is { Length: > 0 } path && path[0] == '/' ? path : "/" + string.Join('/', parts);
    }

    private IEnumerable<string> Authorization() => authorization is not null ? [authorization] : _random.Next(4) switch
    {
        0 => ["Authorization: Bearer lvpo_" + new string('0', 64)],
        1 => ["Authorization: Basic YWRtaW46YWRtaW4="],
        2 => ["X-Api-Key: "],
        _ => [],
    };

    private string Id() => _random.Next(5) == 0 ? One(Odd).Replace(' ', '+') : One(ids);

    private string Sometimes(string usual, string otherwise) => _random.Next(2) == 0 ? usual : otherwise;

    private T One<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private static RawRequest Get(string target) => new("GET", target, [], null);

    private static RawRequest Json(string target, string body) => new("POST", target, ["Content-Type: application/json"], Encoding.UTF8.GetBytes(body));
}
