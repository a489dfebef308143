using System.Text.RegularExpressions;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>What a caption of one clip states; null where it states nothing, or nothing that can be read.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Action">What it does.</param>
/// <param name="Place">Where.</param>
/// <param name="Digit">The number on the badge.</param>
public sealed partial record ClipCaption(Identity? Actor, ActorAction? Action, Place? Place, int? Digit)
{
    /// <summary>What a scene truly shows.</summary>
    public static ClipCaption Of(Scene scene) => new(scene.Actor, scene.Action, scene.Place, scene.Digit);

    /// <summary>Reads a caption in words: "the red circle moves left in the harbour with number 7". Words that are not of the world state nothing.</summary>
    public static ClipCaption Read(string text)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success) return new ClipCaption(null, null, null, null);
        Identity? actor = Enum.TryParse<Colour>(match.Groups[1].Value, ignoreCase: true, out var colour) && Enum.TryParse<Shape>(match.Groups[2].Value, ignoreCase: true, out var shape) ? new Identity(colour, shape) : null;
        ActorAction? action = Enum.GetValues<ActorAction>().Cast<ActorAction?>().FirstOrDefault(one => WorldWords.Say(one!.Value) == match.Groups[3].Value);
        Place? place = Enum.GetValues<Place>().Cast<Place?>().FirstOrDefault(one => WorldWords.Say(one!.Value) == match.Groups[4].Value);
        return new ClipCaption(actor, action, place, match.Groups[5].Value[0] - '0');
    }

    [GeneratedRegex(@"^the ([a-z]+) ([a-z]+) (?:is back and )?((?:moves )?[a-z]+) in the ([a-z]+) with number ?([0-9])$")]
    private static partial Regex Form();
}
