namespace LongVpo.Models.Tokens;

/// <summary>A token that is cut out of the text as a whole before anything else is done with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its exact text, compared case by case.</param>
/// <param name="IsSpecial">Whether it is left out of answers.</param>
public sealed record AddedToken(int Id, string Text, bool IsSpecial);
