using System.CommandLine;
using LongVpo.Node;

namespace LongVpo.Cli.Verbs;

/// <summary>The options that every verb understands, made once so that they mean the same everywhere.</summary>
internal sealed class CommonOptions
{
    public Option<DirectoryInfo> Store { get; } = new("--store")
    {
        Description = "Folder of the memory; made when it is missing.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(NodeSettings.DefaultStore()),
    };

    public Option<FileInfo?> Config { get; } = new("--config")
    {
        Description = "File with options to change, in the shape of cluster-config/all-options.json.",
        HelpName = "FILE",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for other programs instead of text for people." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Print what happens inside to standard error." };

    /// <summary>Of the verbs that caption or answer.</summary>
    public Option<string?> Model { get; } = new("--model")
    {
        Description = "Model that captions and answers besides what is measured: observed: (none), tiny: (the small network that comes with the program and sees only the scripted world), torch:FOLDER (a Hugging Face folder of the InternVL family), or openai:URL#NAME (a service).",
        HelpName = "MODEL",
    };

    /// <summary>Of the verbs that watch.</summary>
    public Option<string?> Speech { get; } = new("--speech")
    {
        Description = "Service that writes down what is said: openai:URL#NAME, of any kind that transcribes over the OpenAI protocol. The sound goes there.",
        HelpName = "MODEL",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Store);
        command.Options.Add(Config);
        command.Options.Add(Json);
        command.Options.Add(Verbose);
    }

    public NodeSettings Settings(ParseResult parsed) => new()
    {
        Store = parsed.GetRequiredValue(Store).FullName,
        ConfigFile = parsed.GetValue(Config)?.FullName,
        Verbose = parsed.GetValue(Verbose),
        Model = parsed.GetResult(Model) is null ? null : parsed.GetValue(Model),
        Speech = parsed.GetResult(Speech) is null ? null : parsed.GetValue(Speech),
    };
}
