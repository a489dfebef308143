using System.CommandLine;

namespace LongVpo.Cli.Verbs;

/// <summary>Every verb, in the order of the help text.</summary>
internal static class VerbList
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Watches video as it runs and answers questions about it, with times that hold.");
        var common = new CommonOptions();
        IVerb[] verbs =
        [
            new DemoVerb(), new AnalyzeVerb(), new WatchVerb(), new ServeVerb(), new AskVerb(), new FeedbackVerb(), new SearchVerb(), new TreeVerb(), new ExportVerb(), new ClipVerb(), new AlertVerb(),
            new ListVerb(), new StatusVerb(), new ForgetVerb(), new SimulateVerb(), new WorldVerb(), new EvalVerb(), new PrefsVerb(), new TrainVerb(), new ModelsVerb(), new ReportVerb(), new DoctorVerb(),
        ];
        foreach (var verb in verbs)
        {
            var command = verb.Build(common);
            common.AddTo(command);
            root.Subcommands.Add(command);
        }

        return root;
    }
}
