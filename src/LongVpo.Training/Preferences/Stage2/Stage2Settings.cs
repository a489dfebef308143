using LongVpo.Training.Preferences.Scenes;

namespace LongVpo.Training.Preferences.Stage2;

/// <summary>Everything that decides which pairs of the second stage come about, apart from model, videos and writers.</summary>
public sealed record Stage2Settings : SceneSettings
{
    /// <summary>What the preferred response's writer is shown. Default the critical scenes: few enough for a model that is lost in long footage.</summary>
    public PreferredContext Preferred { get; init; }

    /// <summary>Fewest scenes that a question rests on. Default 2: with one it is a question of the first stage.</summary>
    public int LeastCited { get; init; } = 2;

    /// <summary>Most scenes that a question rests on. Default 6: more cannot be shown to a model of short context.</summary>
    public int MostCited { get; init; } = 6;

    /// <summary>Least distance between the first and the last of them, in scenes. Default 2; 1 allows questions about what comes right after.</summary>
    public int LeastSpan { get; init; } = 2;

    /// <summary>How many of the scenes must each change the answer when it alone is left out. Default 2; 1 where most questions rest on a scene that points and one that answers.</summary>
    public int LeastChanges { get; init; } = 2;

    /// <summary>Percent of pairs whose dispreferred response is from a part of the scenes, the others' from scenes that do not matter. Default 50, TPO's best for its like pair.</summary>
    public int PartialPercent { get; init; } = 50;

    internal override string Version => "stage2/1";

    internal override string Told => FormattableString.Invariant($"{Preferred}\n{LeastCited}\n{MostCited}\n{LeastSpan}\n{LeastChanges}\n{PartialPercent}");

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (LeastCited < 1 || MostCited < LeastCited || LeastSpan < 0 || LeastChanges < 0 || PartialPercent is < 0 or > 100)
            throw new ArgumentException("A question rests on one scene or more and no more than the most, spans and changes are not below 0, and percents are from 0 to 100.");
    }
}
