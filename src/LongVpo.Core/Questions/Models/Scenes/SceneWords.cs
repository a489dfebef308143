using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>Puts what was found into the words of a model's own answers and questions.</summary>
public static partial class SceneWords
{
    /// <summary>Fills in the names in braces: <c>question</c>, <c>cue</c>, <c>scenes</c> (how many prove it), or a field of the scene that decides; an unknown name stays.</summary>
    /// <param name="template">The words with names.</param>
    /// <param name="finding">What was found; with a scene that decides.</param>
    /// <param name="asked">The question's fields.</param>
    public static string Fill(string template, SceneFinding finding, ImmutableDictionary<string, string> asked)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(asked);
        return Names().Replace(template, name => name.Groups[1].Value switch
        {
            "question" => asked["question"],
            "cue" => finding.Cue,
            "scenes" => Wording.Count(finding.Evidence.Length, "scene"),
            var field => finding.Target?.Fields.GetValueOrDefault(field) ?? name.Value,
        });
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
