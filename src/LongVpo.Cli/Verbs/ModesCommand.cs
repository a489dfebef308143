using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;

namespace LongVpo.Cli.Verbs;

/// <summary>Compares the ways of asking a model, over questions whose answers are known, in one table.</summary>
internal static class ModesCommand
{
    public static Command Build(CommonOptions common)
    {
        var questions = new Option<FileInfo>("--questions") { Description = "File with a JSON object per line: question, and video, start and end where the answer is known to be.", HelpName = "FILE", Required = true };
        var command = new Command("modes", "Ask the same questions in every mode, and compare what is found and what it costs.") { questions, common.Model };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(common.Settings(parsed), parsed.GetRequiredValue(questions).FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string questions, bool json, CancellationToken cancellationToken)
    {
        var asked = ModesRun.Read(questions);
        if (ModelRoom.Parse(settings.Model) is null) throw new SettingsException("eval modes compares ways of asking a model: name one with --model torch:FOLDER or openai:URL#NAME.");
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        if (!json) Console.Out.WriteLine("mode        questions  found  right  by model  invented  calls     tokens   seconds");
        await foreach (var one in ModesRun.RunAsync(node, asked, cancellationToken))
        {
            if (json) JsonLines.Write(one, ContractJson.Readable.ModeDocument);
            else Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Mode,-11} {one.Questions,9}  {one.Found,5}  {one.Hit,5}  {one.ByModel,8}  {one.Invented,8}  {one.Calls,5}  {one.Tokens,9}  {one.Seconds,8:0.0}"));
        }

        return ExitCode.Found;
    }
}
