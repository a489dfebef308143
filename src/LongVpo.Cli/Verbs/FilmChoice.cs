using System.CommandLine;
using System.Globalization;
using LongVpo.Node;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Verbs;

/// <summary>The options that say which film is meant; the same words mean the same film in every verb below <c>world</c>.</summary>
internal sealed class FilmChoice
{
    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Which film: 0-99999 for training, 200000-201999 for validation, 300000-309999 for tests, 400000-400999 for calibration.",
        HelpName = "N",
        DefaultValueFactory = _ => 200_000,
    };

    private readonly Option<double> _seconds = new("--seconds") { Description = "Length at least; the film ends with a whole scene.", HelpName = "N", DefaultValueFactory = _ => 180 };

    private readonly Option<double> _sceneSeconds = new("--scene-seconds")
    {
        Description = "Length of the shortest scenes; others last one and a half times as long or twice.",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_seed);
        command.Options.Add(_seconds);
        command.Options.Add(_sceneSeconds);
    }

    public FilmScript Film(ParseResult parsed) =>
        Sentence(() => FilmScript.Write(parsed.GetRequiredValue(_seed), parsed.GetRequiredValue(_seconds), parsed.GetRequiredValue(_sceneSeconds)));

    /// <summary>What the world refuses is a sentence already.</summary>
    public static T Sentence<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException refused)
        {
            throw new SettingsException(refused.Message, refused);
        }
    }

    public static (int Width, int Height) Size(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var width) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var height)
            ? (width, height)
            : throw new SettingsException($"'{text}' is no size: say width and height in pixels, as 480x480.");
    }
}
