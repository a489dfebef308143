using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Time;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Finds where words were seen, said or captioned, best match first.</summary>
internal sealed class SearchVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var words = new Argument<string>("WORDS") { Description = "Words to look for; words in double quotes must stand together." };
        var videos = new Option<string[]>("--video") { Description = "Only in this file or video id.", HelpName = "FILE-or-ID" };
        var limit = new Option<int>("--limit") { Description = "Most hits to print.", HelpName = "N", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000) result.AddError("--limit takes a whole number from 1 to 10000.");
        });
        var command = new Command("search", "Find words on screen, in subtitles and in captions over everything remembered.") { words, videos, limit };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(words), parsed.GetValue(videos) ?? [], parsed.GetValue(limit), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string words, string[] videos, int limit, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var found = await node.SearchAsync(words, videos, limit, cancellationToken);
        if (json) JsonLines.Write(found, ContractJson.Readable.SearchDocument);
        else if (found.Hits.Count == 0) Console.Out.WriteLine("Nothing found.");
        else
            foreach (var hit in found.Hits)
                Console.Out.WriteLine($"{hit.Video}  {TimeText.OfSeconds(hit.Start)}-{TimeText.OfSeconds(hit.End)}  {hit.Segment}  {hit.Quote.ReplaceLineEndings(" / ")}");
        return found.Hits.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
