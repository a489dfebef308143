using System.Collections.Immutable;

namespace LongVpo.Training.Reports;

/// <summary>Every arm that a whole report has, in the order in which they are told; what is missing is told as missing. A further arm is one line.</summary>
public static class ArmList
{
    /// <summary>The network before any preference training; others are held against it.</summary>
    public const string Base = "B0";

    /// <summary>After Stage 1 as published.</summary>
    public const string Stage1 = "S1";

    /// <summary>After both stages.</summary>
    public const string Both = "S1+S2";

    public static ImmutableArray<Arm> All { get; } =
    [
        new(Base, "base, best way of stretching positions", "the floor"),
        new("B1", "more supervised training on single clips, as much calculation", "training time alone"),
        new(Stage1, "Stage 1, reference sees the anchor clip alone", "the method"),
        new("S1x", "Stage 1, reference sees the whole composite", "what the reference's short input costs"),
        new("S1s", "imitation alone", "the preference term"),
        new("S1d", "preference alone", "the imitation term"),
        new("S1v", "Stage 1 without the filter of likeness", "that filter"),
        new("S1vt", "Stage 1 with a twin of the anchor in every composite", "that filter"),
        new("S1q", "Stage 1 without the filter of vague questions", "that filter"),
        new("S1p", "Stage 1, anchor always last", "random places"),
        new("S1pf", "Stage 1, anchor always first", "random places"),
        new("S2", "Stage 2 from the base", "the order of the stages"),
        new(Both, "both stages", "the whole method"),
        new("S1+S2o", "Stage 2 with true captions", "what errors in captions cost"),
        new("S1+S2f", "Stage 2, preferred answers from the whole episode", "which context preferred answers are from"),
        new("TPO", "localized and comprehensive pairs, 5:5", "the competing recipe"),
        new("TPO10:0", "localized pairs alone", "the mix"),
        new("TPO0:10", "comprehensive pairs alone", "the mix"),
        new("PS", "supervised training with gaps in positions", "whether positions alone are the matter"),
    ];

    /// <summary>The arm of a folder's name; letters that names of files often lose (plus and colon) may be a hyphen, an underscore or missing. Null for any other name.</summary>
    public static Arm? Find(string name)
    {
        var plain = Plain(name);
        return All.FirstOrDefault(arm => Plain(arm.Id) == plain);
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
