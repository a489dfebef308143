using LongVpo.Training.Preferences.Scenes;

namespace LongVpo.Training.Preferences.Tpo;

/// <summary>Everything that decides which pairs of temporal preference optimisation come about, apart from model, videos and writers.</summary>
public sealed record TpoSettings : SceneSettings
{
    /// <summary>Of ten pairs, how many are about one scene that is shown or left out; the others are about the whole video, seen densely or sparsely. Default 5, the paper's best.</summary>
    public int Localized { get; init; } = 5;

    /// <summary>Share of the frames that a sparse look keeps. Default one in eight, a frame of each scene: what happens in a scene is gone, who is in it is not.</summary>
    public double Sparse { get; init; } = 0.125;

    internal override string Version => "tpo/1";

    internal override string Told => FormattableString.Invariant($"{Localized}\n{Sparse:R}");

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (Localized is < 0 or > 10) throw new ArgumentException($"{Localized} of ten pairs cannot be localized: take 0 to 10.");
        if (!(Sparse is > 0 and < 1)) throw new ArgumentException($"A sparse look at {Sparse} of the frames is none: take a share between 0 and 1.");
    }
}
