using System.Collections.Immutable;
using System.Text;
using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>
/// Lets the model decide what it looks at: it browses, searches and inspects, one line at a time, until it answers or its calls and tokens are used up; then it has to answer with
/// what it has, and the last words that named segments stand if it does not. A line that it makes up is answered with a reminder and costs a call like any other.
/// </summary>
public sealed class AgentAnswers(LookParts parts)
{
    private const int Around = 3;
    private const int OutlineMost = 24;

    /// <summary>The model's answer in its own words, with the names of segments.</summary>
    /// <exception cref="ModelException">The model failed, or used up its budget without a word that names a segment.</exception>
    public async Task<string> AnswerAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(looked);
        var messages = LookPrompts.Agent(looked.Question.Text, await OutlineAsync(looked, cancellationToken)).ToBuilder();
        var looks = new List<SegmentLook>();
        string? draft = null;
        try
        {
            while (true)
            {
                var spent = Spent(looked.Calls);
                // Added to the turn that is there: some chat templates refuse two turns of the same side in a row.
                if (spent is not null) messages[^1] = messages[^1] with { Parts = messages[^1].Parts.Add(new TextPart("\nThe budget is used up. Reply with ANSWER now.")) };
                var reply = (await looked.Calls.AskAsync(messages.ToImmutable(), parts.Options.AnswerTokens, cancellationToken)).Trim();
                var (verb, rest) = Split(reply);
                if (verb == "ANSWER") return rest;
                // What is no line of the protocol may still be an answer that names its places.
                if (verb.Length == 0 && !CitedNames.In(reply).IsEmpty) draft = reply;
                if (spent is not null) return draft ?? (LookPrompts.IsNone(reply) ? reply : throw new ModelException($"It used up {spent} without an answer"));
                messages.Add(ChatMessage.Of(ChatRole.Assistant, reply));
                messages.Add(new ChatMessage(ChatRole.User, await DoAsync(verb, rest, looked, looks, cancellationToken)));
            }
        }
        finally
        {
            looks.ForEach(look => look.Dispose());
        }
    }

    // What of the budget leaves room for one call only; null while there is room for more.
    private string? Spent(LookCalls calls) =>
        calls.Calls + 1 >= parts.Options.AgentCalls ? $"looks.agentCalls = {parts.Options.AgentCalls}"
        : calls.PromptTokens + calls.ReplyTokens >= parts.Options.AgentTokens ? $"looks.agentTokens = {parts.Options.AgentTokens}" : null;

    private async Task<ImmutableArray<PromptPart>> DoAsync(string verb, string rest, LookedAt looked, List<SegmentLook> looks, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "SEARCH":
                var asked = looked.Question with { Text = rest };
                var found = await looked.Retrieval.ForAsync(asked, looked.Found with { Citations = [] }, looked.Videos, await looked.Calls.MeaningAsync(rest, cancellationToken), parts.Options.Segments, cancellationToken);
                return [new TextPart(await ListAsync(found, looked, cancellationToken))];
            case "BROWSE" when await FindAsync(rest, looked, cancellationToken) is (var video, { } centre):
                var near = (await looked.Retrieval.OfAsync(video, looked.Question, cancellationToken)).Where(s => Math.Abs(s.Span.Id.Ordinal - centre.Span.Id.Ordinal) <= Around);
                return [new TextPart(await ListAsync(near.Select(s => (video, s)), looked, cancellationToken))];
            case "INSPECT" when await FindAsync(rest, looked, cancellationToken) is (var video, { } segment):
                var look = await parts.Pictures.LookAsync(video, segment.Span, parts.Options.PicturesPerSegment, cancellationToken);
                looks.Add(look);
                var told = new TextPart(await ListAsync([(video, segment)], looked, cancellationToken));
                return look.Pictures.IsEmpty ? [told, new TextPart("There is no picture of it.")] : [new PicturesPart(look.Pictures), told];
            case "BROWSE" or "INSPECT":
                return [new TextPart("There is no such segment. Use an id from above.")];
            default:
                return [new TextPart("Reply with one line that begins with BROWSE, SEARCH, INSPECT or ANSWER.")];
        }
    }

    private static async Task<(VideoId Video, Segment? Segment)> FindAsync(string text, LookedAt looked, CancellationToken cancellationToken)
    {
        if (CitedNames.In(text) is not [var name, ..] || looked.Letters.Read(name) is not { } place) return default;
        return (place.Video, (await looked.Retrieval.OfAsync(place.Video, looked.Question, cancellationToken)).FirstOrDefault(s => s.Span.Id == place.Segment));
    }

    private static async Task<string> OutlineAsync(LookedAt looked, CancellationToken cancellationToken)
    {
        var chosen = await looked.Retrieval.ForAsync(looked.Question with { Text = string.Empty }, looked.Found with { Citations = [] }, looked.Videos, meaning: null, OutlineMost, cancellationToken);
        return await ListAsync(chosen, looked, cancellationToken);
    }

    private static async Task<string> ListAsync(IEnumerable<(VideoId Video, Segment Segment)> segments, LookedAt looked, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var one in await looked.Retrieval.ToldAsync(segments, looked.Letters, cancellationToken)) text.Append('[').Append(one.Name).Append("] ").Append(one.Caption.ReplaceLineEndings(" ")).Append('\n');
        return text.Length == 0 ? "Nothing was found." : text.ToString();
    }

    private static (string Verb, string Words) Split(string reply)
    {
        var line = reply.Split('\n', 2)[0].Trim();
        foreach (var verb in (string[])["ANSWER", "BROWSE", "SEARCH", "INSPECT"])
            if (line.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return (verb, (verb == "ANSWER" ? reply[verb.Length..] : line[verb.Length..]).Trim(' ', ':', '-', '\n'));
        return (string.Empty, reply);
    }
}
