using System.CommandLine;
using LongVpo.Cli;
using LongVpo.Cli.Terminal;
using LongVpo.Cli.Verbs;
using LongVpo.Core.Ports;
using LongVpo.Node;

// Read this first: the words go to one verb, and whatever a verb cannot do comes back here as one sentence and exit code 2.
var parsed = VerbList.Build().Parse(args);
if (parsed.Errors.Count > 0 && !args.Any(arg => arg is "--help" or "-h" or "-?"))
{
    // The error that quotes what was typed says more than the one that only misses something.
    var wrong = parsed.Errors.FirstOrDefault(error => error.Message.Contains('\'', StringComparison.Ordinal)) ?? parsed.Errors[0];
    Complaints.Write(wrong.Message.TrimEnd('.') + ": see longvpo --help.", path: null, json: args.Contains("--json"));
    return ExitCode.Error;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ServeVerb.IsServing(parsed) ? ServeVerb.TerminationLimit : TimeSpan.FromSeconds(10) });
}
catch (Exception failure) when (failure is SourceException or StoreException or SettingsException)
{
    Complaints.Write(failure.Message, path: null, json: args.Contains("--json"));
    return ExitCode.Error;
}
catch (OperationCanceledException)
{
    Complaints.Write("Stopped before the end; what was sealed until then is kept, and the same command goes on from there.", path: null, json: args.Contains("--json"));
    return ExitCode.Error;
}
catch (Exception failure)
{
    Complaints.Write($"Something failed that should not have ({failure.GetType().Name}: {failure.Message}); run again with --verbose and report what it prints.", path: null, json: args.Contains("--json"));
    if (args.Contains("--verbose")) await Console.Error.WriteLineAsync(failure.ToString());
    return ExitCode.Error;
}
