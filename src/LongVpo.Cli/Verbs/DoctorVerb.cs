using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Looks at everything the program stands on and says what is missing and how to get it.</summary>
internal sealed class DoctorVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var command = new Command("doctor", "Check the machine, the native libraries and the store.");
        command.SetAction((parsed, cancellationToken) => RunAsync(common.Settings(parsed), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, bool json, CancellationToken cancellationToken)
    {
        var report = await Doctor.ExamineAsync(settings, cancellationToken);
        if (json) JsonLines.Write(report, ContractJson.Readable.DoctorDocument);
        else
            foreach (var check in report.Checks)
                Console.Out.WriteLine($"{(check.Ok ? "ok     " : "MISSING")}  {check.Name,-16}  {check.Found}{(check.Advice is null ? string.Empty : $" -> {check.Advice}")}");
        return report.Healthy ? ExitCode.Found : ExitCode.Error;
    }
}
