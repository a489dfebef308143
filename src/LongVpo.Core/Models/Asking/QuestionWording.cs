using System.Text.RegularExpressions;

namespace LongVpo.Core.Models.Asking;

/// <summary>A kind of question that a model with a small vocabulary understands, and how it is brought down to scenes that can be shown to it.</summary>
/// <param name="Words">Recognises it; its named groups are fields of the scenes that it speaks of (<c>who</c>, or <c>who2</c> for a second one), <c>cue</c> their words.</param>
/// <param name="Find">Which scenes are meant.</param>
/// <param name="Asks">
/// What the model is asked about them: with <c>{question}</c> in it, all scenes of the evidence are shown, otherwise the one that decides. Other names in braces are that scene's fields.
/// Null where captions alone tell it.
/// </param>
/// <param name="Tells">The answer as captions tell it, with names in braces as before, and <c>{scenes}</c> and <c>{cue}</c>.</param>
public sealed record QuestionWording(Regex Words, SceneSearch Find, string? Asks, string Tells);
