using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Models.Managed;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;

namespace LongVpo.Cli.Verbs;

/// <summary>Holds what the program calculates and answers against known truth. Each kind of truth is a word of its own below this verb.</summary>
internal sealed class EvalVerb : IVerb
{
    public Command Build(CommonOptions common) => new("eval", "Compare what the program calculates with known truth.") { Oracle(common) };

    private static Command Oracle(CommonOptions common)
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "A folder of reference data: models with the arrays that the public implementation calculated." };
        var command = new Command("oracle", "Run every case of a folder of reference data through the networks, and tell the worst relative error of each.") { folder };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(RunOracle(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(common.Json), cancellationToken)));
        return command;
    }

    private static int RunOracle(string folder, bool json, CancellationToken cancellationToken)
    {
        using var engine = new ManagedEngine();
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
