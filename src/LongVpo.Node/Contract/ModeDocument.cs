namespace LongVpo.Node.Contract;

/// <summary>How one way of asking did over a file of questions: what <c>longvpo eval modes --json</c> prints per line.</summary>
/// <param name="Mode">The mode, or <c>measured</c> for answers without a model.</param>
/// <param name="Questions">How many were asked.</param>
/// <param name="Found">How many got an answer.</param>
/// <param name="Hit">How many were right: a cited range overlaps the known one, or nothing was found where there is nothing.</param>
/// <param name="ByModel">How many answers are in the model's words.</param>
/// <param name="Invented">Cited places that do not exist.</param>
/// <param name="Calls">Calls of the model.</param>
/// <param name="Tokens">Tokens read and written.</param>
/// <param name="Seconds">How long all of it took.</param>
public sealed record ModeDocument(string Mode, int Questions, int Found, int Hit, int ByModel, int Invented, int Calls, int Tokens, double Seconds);
