using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;

namespace LongVpo.Cli.Verbs;

/// <summary>Holds what the program calculates and answers against known truth. Each kind of truth is a word of its own below this verb.</summary>
internal sealed class EvalVerb : IVerb
{
    public Command Build(CommonOptions common) => new("eval", "Compare what the program calculates with known truth.") 
    {
        Oracle(common), ModesCommand.Build(common), BenchCommand.Build(common), WorldCommand.Build(common), NeedleCommand.Build(common), BlankCommand.Build(common), HierarchyCommand.Build(common),
        FilmCommand.Build(common), DemoScoreCommand.Build(common), SilenceCommand.Build(common),
    };

    private static Command Oracle(CommonOptions common)
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "A folder of reference data: models with the arrays that the public implementation calculated." };
        var command = new Command("oracle", "Run every case of a folder of reference data through the networks, and tell the worst relative error of each.") { folder };
        var engine = new Option<string>("--engine") { Description = "What calculates: managed, or libtorch, which is installed when it is missing.", HelpName = "NAME", DefaultValueFactory = _ => EngineChoice.Managed };
        var device = new Option<string>("--device") { Description = "Where libtorch calculates: cpu, cuda or cuda:N.", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
        var type = new Option<string>("--type") { Description = "What libtorch calculates in: float32 or bfloat16.", HelpName = "NAME", DefaultValueFactory = _ => "float32" };
        command.Options.Add(engine);
        command.Options.Add(device);
        command.Options.Add(type);
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var choice = new EngineChoice(parsed.GetRequiredValue(engine), parsed.GetRequiredValue(device), parsed.GetRequiredValue(type));
            return Task.FromResult(RunOracle(parsed.GetRequiredValue(folder).FullName, choice, parsed.GetValue(common.Json), cancellationToken));
        });
        return command;
    }

    private static int RunOracle(string folder, EngineChoice choice, bool json, CancellationToken cancellationToken)
    {
        using var engine = choice.Open(static warning => Console.Error.WriteLine($"longvpo: {warning}"));
        var (met, all) = (0, 0);
        foreach (var result in OracleRun.Run(folder, engine, cancellationToken))
        {
            all++;
            if (result.Passed) met++;
            if (json) JsonLines.Write(result, ContractJson.Readable.OracleCaseDocument);
            else Console.Out.WriteLine(Line(result));
        }

        if (!json) Console.Out.WriteLine($"{met} of {all} cases are met on {engine.Name}.");
        return met == all ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static string Line(OracleCaseDocument result)
    {
        var error = result is { WorstRelativeError: { } worst, Array: not null } ? string.Create(CultureInfo.InvariantCulture, $"{worst:0.0e+0}") : "-";
        return $"{(result.Passed ? "ok  " : "FAIL")}  {result.Case,-42}  {error,8}  {result.Array,-28}  {(result.TokensEqual == false ? "TOKENS DIFFER" : string.Empty)}{result.Problem}".TrimEnd();
    }
}
