using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>How a question points at one scene, and at no other: by who acts, and where that is not enough also by what it does or where.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Action">What it does; null where that is not said.</param>
/// <param name="Place">Where; null where that is not said.</param>
internal sealed record Cue(Identity Actor, ActorAction? Action = null, Place? Place = null)
{
    /// <summary>The cue in words: "the red circle that moves left".</summary>
    public override string ToString() =>
        $"the {WorldWords.Say(Actor)}{(Action is { } action ? " that " + WorldWords.Say(action) : "")}{(Place is { } place ? " in the " + WorldWords.Say(place) : "")}";

    /// <summary>The cue of a form to a scene.</summary>
    public static Cue To(Scene scene, CueForm form) =>
        new(scene.Actor, form == CueForm.WithAction ? scene.Action : null, form == CueForm.WithPlace ? scene.Place : null);

    /// <summary>The shortest cue of the allowed forms, in this order, that points at a scene alone; null where none does.</summary>
    public static Cue? ToOnly(WorldScript script, int scene, params ReadOnlySpan<CueForm> forms)
    {
        foreach (var form in forms)
        {
            var cue = To(script.Scenes[scene], form);
            if (cue.IsToOne(script)) return cue;
        }

        return null;
    }

    /// <summary>Whether exactly one scene fits.</summary>
    public bool IsToOne(WorldScript script) => Fitting(script) is [_];

    /// <summary>The scenes that fit, in order; none where a bystander fits as well, because then the cue would not tell whom it means.</summary>
    public ImmutableArray<int> Fitting(WorldScript script) =>
        script.Scenes.Any(IsAlsoBeside) ? [] : [.. Enumerable.Range(0, script.Scenes.Length).Where(i => Fits(script.Scenes[i]))];

    /// <summary>Whether nobody of the script fits, actor or bystander.</summary>
    public bool IsAbsent(WorldScript script) => !script.Scenes.Any(scene => Fits(scene) || IsAlsoBeside(scene));

    private bool Fits(Scene scene) => scene.Actor == Actor && (Action is null || scene.Action == Action) && (Place is null || scene.Place == Place);

    private bool IsAlsoBeside(Scene scene) => scene.Bystander == Actor && Action is null && (Place is null || scene.Place == Place);
}
