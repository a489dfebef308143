using System.CommandLine;

namespace LongVpo.Cli.Verbs;

/// <summary>One thing the program can be told to do. A verb is one file and one line in <see cref="VerbList"/>.</summary>
internal interface IVerb
{
    /// <summary>The verb's words, options and action. The action returns the exit code.</summary>
    Command Build(CommonOptions common);
}
