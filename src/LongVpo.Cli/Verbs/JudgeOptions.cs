using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using LongVpo.Core.Models;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Verbs;

/// <summary>The options of all judgements over the scripted world: who is judged, on which worlds, and what calculates.</summary>
internal sealed class JudgeOptions
{
    private const string Rules = "rules:";

    private readonly Option<string> _model = new("--model")
    {
        Description = "Who is judged: a model's folder, tiny: or tiny:NAME (the small networks that come with the program), or rules: (a reader of pixels without a network).", HelpName = "MODEL", Required = true,
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        Description = "Seeds of the worlds; 300000-309999 are kept for tests, 200000-201999 for validation.", HelpName = "FROM-TO", DefaultValueFactory = _ => SeedSpan.Test.ToString(),
    };

    private readonly Option<string> _lengths;
    private readonly Option<int> _questions;

    private readonly Option<string> _positions = new("--positions")
    {
        Description = "How positions are stretched over footage longer than any of training: none, linear, ntk, yarn, or model, as its folder says.", HelpName = "WAY", DefaultValueFactory = _ => "none",
    };

    private readonly Option<int> _trained = new("--trained-frames")
    {
        Description = "Frames of the longest footage of training, from which on positions are stretched.", HelpName = "N", DefaultValueFactory = _ => PositionStretch.Trained,
    };

    private readonly Option<string> _engine = new("--engine") { Description = "What calculates: managed, or libtorch.", HelpName = "NAME", DefaultValueFactory = _ => EngineChoice.Managed };
    private readonly Option<string> _device = new("--device") { Description = "Where libtorch calculates: cpu, cuda or cuda:N.", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
    private readonly Option<string> _type = new("--type") { Description = "What libtorch calculates in: float32 or bfloat16.", HelpName = "NAME", DefaultValueFactory = _ => "float32" };

    /// <param name="lengths">The lengths that are judged unless others are named.</param>
    /// <param name="questions">Questions that are asked unless another number is named.</param>
    /// <param name="counted">What of it has that many questions, for the help.</param>
    public JudgeOptions(ImmutableArray<int> lengths, int questions, string counted)
    {
        _lengths = new Option<string>("--lengths") { Description = "Frames shown, in a row with commas.", HelpName = "N,N,...", DefaultValueFactory = _ => string.Join(',', lengths) };
        _questions = new Option<int>("--questions") { Description = $"Questions for each {counted}.", HelpName = "N", DefaultValueFactory = _ => questions };
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _seeds, _lengths, _questions, _positions, _trained, _engine, _device, _type]) command.Options.Add(option);
    }

    public string Model(ParseResult parsed) => parsed.GetRequiredValue(_model);

    public int Questions(ParseResult parsed) => parsed.GetValue(_questions);

    /// <exception cref="SettingsException">They name no seeds that may judge.</exception>
    public SeedSpan Seeds(ParseResult parsed) => SeedSpan.TryParse(parsed.GetRequiredValue(_seeds), out var span, out var wrong) ? span : throw new SettingsException(wrong);

    /// <exception cref="SettingsException">They are no numbers.</exception>
    public ImmutableArray<int> Lengths(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(_lengths);
        var lengths = ImmutableArray.CreateBuilder<int>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var frames)) throw new SettingsException($"'{text}' names no lengths: write frames with commas between them, such as 8,16,24.");
            if (!lengths.Contains(frames)) lengths.Add(frames);
        }

        return lengths.ToImmutable();
    }

    /// <exception cref="SettingsException">There is no such way.</exception>
    public PositionStretch Positions(ParseResult parsed)
    {
        if (parsed.GetValue(_trained) < 1) throw new SettingsException("--trained-frames is a number from 1.");
        try
        {
            return PositionStretch.Named(parsed.GetRequiredValue(_positions), parsed.GetValue(_trained));
        }
        catch (ArgumentException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }

    /// <exception cref="SettingsException">It cannot be opened; one sentence.</exception>
    public IAnswerScorer Open(ParseResult parsed) => Open(parsed, parsed.GetRequiredValue(_model));

    /// <inheritdoc cref="Open(ParseResult)"/>
    public IAnswerScorer Open(ParseResult parsed, string name)
    {
        if (string.Equals(name, Rules, StringComparison.OrdinalIgnoreCase)) return new RuleScorer();
        if (name.StartsWith("openai:", StringComparison.OrdinalIgnoreCase)) throw new SettingsException($"{name} is a service, and services do not tell how likely a given answer is: name a model's folder.");
        var folder = name.StartsWith("torch:", StringComparison.OrdinalIgnoreCase) ? name["torch:".Length..] : name;
        if (ModelName.TryParse(name, out var parsedName, out _) && parsedName.Scheme == ModelScheme.Tiny) folder = TinyNetwork.Find(parsedName.Place);
        var choice = new EngineChoice(parsed.GetRequiredValue(_engine), parsed.GetRequiredValue(_device), parsed.GetRequiredValue(_type));
        try
        {
            return NetworkScorer.Open(choice.Open(static warning => Console.Error.WriteLine($"longvpo: {warning}")), folder, Positions(parsed));
        }
        catch (ModelException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    /// <summary>Does a judgement off the thread that listens for its end.</summary>
    /// <exception cref="SettingsException">What was asked for cannot be; one sentence.</exception>
    public static async Task<T> RunAsync<T>(Func<T> judge, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(judge, cancellationToken);
        }
        catch (ArgumentException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
        catch (OperationCanceledException stopped)
        {
            throw new SettingsException("Stopped before the end: a judgement is told when everything was asked, and begins anew; with fewer --questions it is over sooner.", stopped);
        }
    }
}
