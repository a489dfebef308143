using LongVpo.Core.Models.Asking;

namespace LongVpo.Models.Prompts;

/// <summary>A kind of question as <see cref="WordingFile"/> has it; <see cref="QuestionWording"/> says what its parts mean.</summary>
/// <param name="Words">The pattern that recognises it.</param>
/// <param name="Find">Which scenes are meant.</param>
/// <param name="Tells">The answer as captions tell it.</param>
/// <param name="Asks">What the network is asked; left out where captions alone tell it.</param>
public sealed record WordingQuestion(string Words, SceneSearch Find, string Tells, string? Asks = null);
