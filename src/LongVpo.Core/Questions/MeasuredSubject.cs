namespace LongVpo.Core.Questions;

/// <summary>What a question asks of the measurements rather than of words.</summary>
public enum MeasuredSubject
{
    Cuts,
    Shots,
    Fades,
    Dissolves,
    PictureChange,
    LongestShot,
    ShortestShot,
    Repeats,
    Black,
    Dark,
    Bright,
    Silence,
    Quiet,
    Loud,
    Sound,
    Still,
    Motion,
    Camera,
    Colour,
    WhichColour,
    ColourOrGrey,
    Length,
    PageOfText,
    CaptionLines,
    Overview,
}
