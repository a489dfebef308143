using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Why an attempt makes no pair, in the order in which an attempt is judged; the words stand in journals and reports.</summary>
public static class RejectReasons
{
    public const string Withdrawn = "withdrawn";
    public const string Dark = "dark";
    public const string UnsureCaption = "unsure_caption";
    public const string UnsureResponse = "unsure_response";
    public const string NoQuestion = "no_question";
    public const string Deictic = "deictic_question";
    public const string YesOrNo = "yes_no_question";
    public const string LongQuestion = "long_question";
    public const string NoDissimilar = "no_dissimilar_distractor";
    public const string Vague = "vague_question";
    public const string Ambiguous = "ambiguous_question";
    public const string Unfinished = "unfinished_response";
    public const string UnfinishedOther = "unfinished_dispreferred";
    public const string Empty = "empty_response";
    public const string ToldByQuestion = "answer_in_question";
    public const string Same = "same_response";
    public const string Length = "length_ratio";
    public const string NotSpecific = "answer_on_other_clip";
    public const string Blind = "answer_without_pictures";
    public const string Refusals = "too_many_refusals";

    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<string> All { get; } =
        [Withdrawn, Dark, UnsureCaption, NoQuestion, Deictic, YesOrNo, LongQuestion, Vague, Unfinished, Empty, UnsureResponse, Blind, NoDissimilar, Ambiguous, NotSpecific, UnfinishedOther, ToldByQuestion, Same, Length, Refusals];
}
