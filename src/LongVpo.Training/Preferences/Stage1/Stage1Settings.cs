using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Everything that decides which pairs come about, apart from model, pool and writer.</summary>
public sealed record Stage1Settings
{
    /// <summary>What all draws follow from, together with the number of the attempt. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How long composites are, in clips; percents add up to 100. Default: 2, 4, 8 and 16 clips (16 to 128 frames of the world) with most at 8, so that 32 clips stay a length that was never trained.</summary>
    public ImmutableArray<LengthShare> Lengths { get; init; } = [new(2, 20), new(4, 25), new(8, 35), new(16, 20)];

    /// <summary>Where the anchor stands. Default anywhere.</summary>
    public AnchorPlace Place { get; init; }

    /// <summary>What is left out. Default nothing.</summary>
    public Stage1Parts Without { get; init; }

    /// <summary>Whether one clip of every composite is the most alike of many, as in the paper's trial of its likeness filter; wants that filter left out. Default not.</summary>
    public bool IsTwinAdded { get; init; }

    /// <summary>How many clips are drawn for one place in the composite before the attempt is given up. Default 20: with one clip in ten too like the anchor and one in six that the question fits too, all but one place in 10^12 are filled.</summary>
    public int DrawsPerPlace { get; init; } = 20;

    /// <summary>Cosine above which two clips count as alike; belongs to the descriptor and is calibrated. Default 0.6, the paper's for its own encoder.</summary>
    public double Likeness { get; init; } = 0.6;

    /// <summary>How much likelier the answer must be on the anchor than on every other clip, in nats per token. Default 0.5: some 1.6 times as likely per token.</summary>
    public double SpecificMargin { get; init; } = 0.5;

    /// <summary>How much likelier than without any picture, in nats per token. Default 0.5, likewise.</summary>
    public double BlindMargin { get; init; } = 0.5;

    /// <summary>Least probability that the model gives its own caption, and its own answer, as a whole. Default 0.5: what it would rather say otherwise is thrown away, because a pair teaches what its preferred response says.</summary>
    public double LeastCertainty { get; init; } = 0.5;

    /// <summary>Most of the dispreferred responses that may only say that nothing is to be seen. Default 0.2: with more a model learns never to say so.</summary>
    public double MostRefusals { get; init; } = 0.2;

    /// <summary>Longest question, in words. Default 48: some 64 tokens, beyond which a question tells its own answer.</summary>
    public int QuestionWords { get; init; } = 48;

    /// <summary>Longest answer, in tokens. Default 128: a paragraph.</summary>
    public int AnswerTokens { get; init; } = 128;

    /// <summary>What the model is asked where a clip has no caption.</summary>
    public string CaptionPrompt { get; init; } = "Describe what is seen: who or what, what it does, where, and every number or word that can be read.";

    /// <summary>Attempts that are under way at once; changes the speed and nothing else. Default 16, as many sequences as a model's step takes: half of them wait for the others' captions.</summary>
    public int SideBySide { get; init; } = 16;

    /// <summary>The version of all wordings and rules; pairs of different versions are not of one run.</summary>
    public const string PromptVersion = "stage1/2";

    /// <summary>Refuses settings that make no pairs.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; says which.</exception>
    public void Validate()
    {
        if (Lengths.IsDefaultOrEmpty || Lengths.Any(static length => length.Clips < 2 || length.Percent < 0) || Lengths.Sum(static length => length.Percent) != 100)
            throw new ArgumentException("Lengths are of two clips or more, and their percents add up to 100.");
        if (DrawsPerPlace < 1 || QuestionWords < 1 || AnswerTokens < 1 || SideBySide is < 1 or > 256) throw new ArgumentException("Draws, words, tokens and attempts side by side are at least 1, the last at most 256.");
        if (IsTwinAdded && !Without.HasFlag(Stage1Parts.Likeness)) throw new ArgumentException("A clip that looks like the anchor can only be put in where likeness is left out.");
        if (!(LeastCertainty is >= 0 and < 1)) throw new ArgumentException($"A certainty of {LeastCertainty} cannot be reached: take one from 0 to below 1.");
        if (!(MostRefusals is >= 0 and <= 1)) throw new ArgumentException($"A share of {MostRefusals} refusals cannot be.");
        if (!double.IsFinite(Likeness) || !double.IsFinite(SpecificMargin) || !double.IsFinite(BlindMargin)) throw new ArgumentException("Likeness and margins must be numbers.");
    }

    /// <summary>What tells runs apart that would make other pairs.</summary>
    /// <param name="model">Digest of the model.</param>
    /// <param name="pool">Which clips.</param>
    /// <param name="writer">Who writes questions.</param>
    /// <param name="descriptor">What likeness is measured by.</param>
    public string Digest(string model, string pool, string writer, string descriptor)
    {
        var lengths = string.Join(',', Lengths.Select(static length => $"{length.Clips}x{length.Percent}"));
        var told = FormattableString.Invariant(
            $"{PromptVersion}\n{model}\n{pool}\n{writer}\n{descriptor}\n{Seed}\n{lengths}\n{Place}\n{(int)Without}\n{IsTwinAdded}\n{DrawsPerPlace}\n{Likeness:R}\n{SpecificMargin:R}\n{BlindMargin:R}\n{LeastCertainty:R}\n{MostRefusals:R}\n{QuestionWords}\n{AnswerTokens}\n{CaptionPrompt}");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)));
    }
}
