using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What decides which pairs come about over long videos, in both ways of making them.</summary>
public abstract record SceneSettings
{
    /// <summary>What all draws follow from, together with the number of the attempt. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Most questions about one video. Default 4: more would be about the same few scenes.</summary>
    public int QueriesPerVideo { get; init; } = 4;

    /// <summary>Fewest scenes of a video that is asked about. Default 4: below that little can be joined.</summary>
    public int LeastScenes { get; init; } = 4;

    /// <summary>Longest question, in words. Default 48: some 64 tokens.</summary>
    public int QuestionWords { get; init; } = 48;

    /// <summary>Most of the dispreferred responses that may only say that nothing is to be seen. Default 0.2: with more a model learns never to say so.</summary>
    public double MostRefusals { get; init; } = 0.2;

    /// <summary>Least probability that the model gives its own captions of the scenes asked about, and its own preferred response, as a whole. Default 0, which asks nothing: not every model can tell.</summary>
    public double LeastCertainty { get; init; }

    /// <summary>Attempts that are under way at once; changes the speed and nothing else. Default 16, as many sequences as a model's step takes.</summary>
    public int SideBySide { get; init; } = 16;

    /// <summary>The version of all wordings and rules.</summary>
    internal abstract string Version { get; }

    /// <summary>Everything that decides what is made, apart from the sources.</summary>
    internal abstract string Told { get; }

    /// <summary>Refuses settings that make no pairs.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; says which.</exception>
    public virtual void Validate()
    {
        if (QueriesPerVideo is < 1 or > 64 || LeastScenes < 2 || QuestionWords < 1 || SideBySide is < 1 or > 256) throw new ArgumentException("There are 1 to 64 questions about a video, of 2 scenes or more and 1 word or more, and 1 to 256 attempts side by side.");
        if (!(MostRefusals is >= 0 and <= 1)) throw new ArgumentException($"A share of {MostRefusals} refusals cannot be.");
        if (!(LeastCertainty is >= 0 and < 1)) throw new ArgumentException($"A certainty of {LeastCertainty} cannot be reached: take one from 0 to below 1.");
    }

    /// <summary>What tells runs apart that would make other pairs.</summary>
    internal string Digest(SceneSources sources) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Version}\n{sources.Told}\n{Seed}\n{QueriesPerVideo}\n{LeastScenes}\n{QuestionWords}\n{MostRefusals:R}\n{LeastCertainty:R}\n{Told}"))));
}
