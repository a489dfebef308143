using System.CommandLine;
using System.Text.Json.Nodes;
using LongVpo.Node;

namespace LongVpo.Cli.Verbs;

/// <summary>The words in which a person describes a pinned question or an alert, and the request that they make. Whether it can be meant is for the node to say.</summary>
internal sealed class AlertWords
{
    private readonly bool _alert;
    private readonly Argument<string?> _question;
    private readonly Option<string[]> _videos = new("--video") { Description = "File or video id it is about, each by itself; all, also later ones, when left out.", HelpName = "FILE-or-ID" };
    private readonly Option<string?> _name = new("--name") { Description = "What to call it.", HelpName = "NAME" };
    private readonly Option<double?> _from = new("--from") { Description = "Only what comes after this container time.", HelpName = "SECONDS" };
    private readonly Option<double?> _to = new("--to") { Description = "Only what comes before this container time.", HelpName = "SECONDS" };
    private readonly Option<string?> _contains = new("--contains") { Description = "Alarm where the words that are cited, or without a question read or said, contain these.", HelpName = "WORDS" };
    private readonly Option<bool> _missing = new("--not-found") { Description = "Alarm where the question is not answered, instead of where it is." };
    private readonly Option<int?> _count = new("--count") { Description = "Alarm when there are so many places within --within seconds.", HelpName = "N" };
    private readonly Option<double?> _within = new("--within") { Description = "In how many seconds of footage --count counts.", HelpName = "SECONDS" };
    private readonly Option<string?> _measure = new("--measure") { Description = "Alarm by a measurement instead of a question: loudness, brightness, motion, black or silence.", HelpName = "WHAT" };
    private readonly Option<double?> _above = new("--above") { Description = "From this level up (dBFS; 0 to 1).", HelpName = "LEVEL" };
    private readonly Option<double?> _below = new("--below") { Description = "From this level down.", HelpName = "LEVEL" };
    private readonly Option<double?> _holdOn = new("--hold-on") { Description = "How long it must hold before an episode begins.", HelpName = "SECONDS" };
    private readonly Option<double?> _holdOff = new("--hold-off") { Description = "How long it must not hold before the episode ends.", HelpName = "SECONDS" };
    private readonly Option<string?> _webhook = new("--webhook") { Description = "URL that is told, signed with the secret of --secret.", HelpName = "URL" };
    private readonly Option<FileInfo?> _secret = new("--secret") { Description = "File with the webhook's secret, 16 to 256 characters.", HelpName = "FILE" };
    private readonly Option<bool> _beginning = new("--from-the-beginning") { Description = "Take in what is remembered already, as if it happened now." };

    /// <param name="alert">Whether conditions can be named.</param>
    public AlertWords(bool alert)
    {
        _alert = alert;
        _question = new Argument<string?>("QUESTION")
        {
            Description = alert ? "What is asked of each sealed segment; needed unless --contains or --measure says it all." : "What is asked whenever footage may change the answer.",
            Arity = alert ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_question);
        Option[] conditions = [_contains, _missing, _count, _within, _measure, _above, _below, _holdOn, _holdOff];
        foreach (var option in (Option[])[_videos, _name, _from, _to, .. _alert ? conditions : [], _webhook, _secret, _beginning]) command.Options.Add(option);
    }

    /// <summary>The body of the request.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="idOf">Turns a file or an id into an id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SettingsException">Two conditions, or a secret that cannot be read.</exception>
    public async Task<JsonObject> BodyAsync(ParseResult parsed, Func<string, CancellationToken, Task<string>> idOf, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        Put(body, "question", parsed.GetValue(_question));
        Put(body, "name", parsed.GetValue(_name));
        Put(body, "from", parsed.GetValue(_from));
        Put(body, "to", parsed.GetValue(_to));
        var sources = new JsonArray();
        foreach (var video in parsed.GetValue(_videos) ?? []) sources.Add(await idOf(video, cancellationToken));
        if (sources.Count > 0) body["sources"] = sources;
        if (parsed.GetValue(_beginning)) body["fromTheBeginning"] = true;
        if (parsed.GetValue(_webhook) is { } url) body["webhook"] = new JsonObject { ["url"] = url, ["secret"] = Secret(parsed.GetValue(_secret)) };
        if (!_alert) return body;
        body["condition"] = Condition(parsed);
        Put(body, "holdOnSeconds", parsed.GetValue(_holdOn));
        Put(body, "holdOffSeconds", parsed.GetValue(_holdOff));
        return body;
    }

    private JsonObject Condition(ParseResult parsed)
    {
        var (words, count, measure) = (parsed.GetValue(_contains), parsed.GetValue(_count), parsed.GetValue(_measure));
        string[] kinds =
        [
            .. words is null ? (string[])[] : ["text_contains"], .. count is null ? (string[])[] : ["count"], .. measure is null ? (string[])[] : ["level"],
            .. parsed.GetValue(_missing) ? ["not_found"] : (string[])[],
        ];
        if (kinds.Length > 1) throw new SettingsException("An alert has one condition: choose one of --contains, --not-found, --count and --measure.");
        var condition = new JsonObject { ["kind"] = kinds.Length == 0 ? "found" : kinds[0] };
        Put(condition, "text", words);
        Put(condition, "count", count);
        Put(condition, "withinSeconds", parsed.GetValue(_within));
        Put(condition, "measure", measure);
        Put(condition, "above", parsed.GetValue(_above));
        Put(condition, "below", parsed.GetValue(_below));
        return condition;
    }

    private static string Secret(FileInfo? file)
    {
        if (file is null) throw new SettingsException("--webhook needs --secret, a file with 16 to 256 characters that the receiver knows too: make one with openssl rand -hex 32.");
        try
        {
            return File.ReadAllText(file.FullName).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"--secret {file} cannot be read ({failure.Message.TrimEnd('.')}): name a file that can.", failure);
        }
    }

    private static void Put<T>(JsonObject body, string name, T? value)
    {
        if (value is not null) body[name] = JsonValue.Create(value);
    }
}
