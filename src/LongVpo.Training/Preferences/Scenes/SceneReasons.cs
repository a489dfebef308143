using System.Collections.Immutable;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Why an attempt over a long video makes no pair, in the order in which an attempt is judged; the words stand in journals and reports.</summary>
public static class SceneReasons
{
    public const string NoFootage = "no_footage";
    public const string FewScenes = "few_scenes";
    public const string NoQuery = "no_question_left";
    public const string NamesScenes = "question_names_scenes";
    public const string Citation = "citation";
    public const string Span = "span";
    public const string Disagrees = "answer_unlike_captions";
    public const string Blind = RejectReasons.Blind;
    public const string LeaveOneOut = "answer_without_scene";
    public const string StillRight = "answer_on_degraded_video";
    public const string NotBetter = "judge_not_better";
    public const string Contradicts = "judge_contradiction";
    public const string NotRight = "judge_not_right";

    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        RejectReasons.Withdrawn, NoFootage, FewScenes, NoQuery, RejectReasons.NoQuestion, NamesScenes, RejectReasons.Deictic, RejectReasons.YesOrNo, RejectReasons.LongQuestion, Citation,
        RejectReasons.UnsureCaption, Span, RejectReasons.Unfinished, RejectReasons.Empty, RejectReasons.UnsureResponse, Disagrees, Blind, LeaveOneOut, RejectReasons.UnfinishedOther, StillRight, RejectReasons.ToldByQuestion, RejectReasons.Same, RejectReasons.Length,
        NotBetter, Contradicts, NotRight, RejectReasons.Refusals,
    ];
}
