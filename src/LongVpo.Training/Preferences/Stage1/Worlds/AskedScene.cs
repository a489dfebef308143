using System.Text.RegularExpressions;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>Reads a question about one scene of a world back, so that it can be answered from the script: what pairs are held against, and never what they are made of.</summary>
/// <param name="Family">What is asked.</param>
/// <param name="Colour">The colour that is named; null for any.</param>
/// <param name="Shape">The shape; null for any.</param>
/// <param name="Action">The action by which it is asked who acts; null for any.</param>
/// <param name="Place">The place, likewise.</param>
public sealed partial record AskedScene(QuestionFamily Family, string? Colour, string? Shape, string? Action, string? Place)
{
    /// <summary>Whether it points at too little to be about one scene: at fewer than two elements.</summary>
    public bool IsVague => new[] { Colour, Shape, Action, Place }.Count(static element => element is not null) < 2;

    /// <summary>Reads a question; null for one of another form.</summary>
    public static AskedScene? Read(string question)
    {
        if (AboutActor().Match(question) is { Success: true } actor)
        {
            var family = actor.Groups["does"].Success ? QuestionFamily.A1 : actor.Groups["number"].Success ? QuestionFamily.A2 : QuestionFamily.A3;
            var (first, second) = (actor.Groups["first"].Value, actor.Groups["second"].Value);
            return new AskedScene(family, second.Length == 0 ? null : first, second is "" or "one" ? null : second, null, null);
        }

        return AboutAction().Match(question) is { Success: true } action ? new AskedScene(QuestionFamily.A4, null, null, action.Groups["action"].Value, action.Groups["place"].Value) : null;
    }

    /// <summary>Whether a scene is one that is asked about.</summary>
    public bool Fits(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return (Colour is null || Colour == WorldWords.Say(scene.Actor.Colour)) && (Shape is null || Shape == WorldWords.Say(scene.Actor.Shape)) &&
            (Action is null || Action == WorldWords.Say(scene.Action)) && (Place is null || Place == WorldWords.Say(scene.Place));
    }

    /// <summary>The right answer for a scene.</summary>
    public string Answer(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return Family switch
        {
            QuestionFamily.A1 => WorldWords.Doings[(int)scene.Action],
            QuestionFamily.A2 => WorldWords.Numbers[scene.Digit],
            QuestionFamily.A3 => WorldWords.Places[(int)scene.Place],
            _ => $"the {WorldWords.Say(scene.Actor)}",
        };
    }

    [GeneratedRegex(@"^((?<does>what does)|(?<number>which number appears with)|where is) the (object|(?<first>[a-z]+) (?<second>[a-z]+))( do)?\?$")]
    private static partial Regex AboutActor();

    [GeneratedRegex(@"^which object (?<action>[a-z]+( [a-z]+)?) in the (?<place>[a-z]+)\?$")]
    private static partial Regex AboutAction();
}
