using System.Globalization;
using System.Text.Json.Serialization;
using LongVpo.Core.Observations;

namespace LongVpo.Core.Standing;

/// <summary>What makes an alert of a pinned question: each sealed segment is asked about by itself, and the stretches where this holds become episodes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AnswerFound), "found")]
[JsonDerivedType(typeof(AnswerNotFound), "not_found")]
[JsonDerivedType(typeof(TextContains), "text_contains")]
[JsonDerivedType(typeof(CountAtLeast), "count")]
[JsonDerivedType(typeof(MeasuredLevel), "level")]
public abstract record AlertCondition
{
    /// <summary>The condition in a few words for a person.</summary>
    [JsonIgnore]
    public abstract string Words { get; }
}

/// <summary>The question is answered there; the stretches are those of the answer's citations.</summary>
public sealed record AnswerFound : AlertCondition
{
    public override string Words => "answered";
}

/// <summary>The question is not answered there; the stretches are what the citations leave.</summary>
public sealed record AnswerNotFound : AlertCondition
{
    public override string Words => "not answered";
}

/// <summary>What is cited (or, without a question, what is read or said) contains these words.</summary>
/// <param name="Text">Compared without regard to case.</param>
public sealed record TextContains(string Text) : AlertCondition
{
    public override string Words => $"the words contain \"{Text}\"";
}

/// <summary>The answer has at least so many citations within a sliding stretch of footage.</summary>
/// <param name="Count">How many, from 1 up to the citations that an answer gives.</param>
/// <param name="Within">The stretch, which ends with the newest segment.</param>
public sealed record CountAtLeast(int Count, TimeSpan Within) : AlertCondition
{
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"at least {Count} times within {Within.TotalSeconds:0.###} s");
}

/// <summary>A measurement lies beyond a level; no question is asked for it.</summary>
/// <param name="Measure">Loudness, brightness or motion; black and silence hold wherever they were measured, whatever the level.</param>
/// <param name="Above">True from the level up, false from the level down.</param>
/// <param name="Level">In the measurement's unit, see <see cref="ObservationKind"/>.</param>
public sealed record MeasuredLevel(ObservationKind Measure, bool Above, double Level) : AlertCondition
{
    /// <summary>False for what holds wherever it was measured.</summary>
    [JsonIgnore]
    public bool HasLevel => Measure is not (ObservationKind.Black or ObservationKind.Silence);

    public override string Words => !HasLevel
        ? Measure.ToString().ToLowerInvariant()
        : string.Create(CultureInfo.InvariantCulture, $"{Measure.ToString().ToLowerInvariant()} {(Above ? "at least" : "at most")} {Level:0.###}");
}
