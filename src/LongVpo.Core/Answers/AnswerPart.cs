namespace LongVpo.Core.Answers;

/// <summary>A piece of an answer that is still being made, so that whoever waits sees what it will rest on before it is complete. The answer itself comes last and is not a part.</summary>
public abstract record AnswerPart;

/// <summary>A place that may answer the question was found.</summary>
public sealed record EvidenceFound(Evidence Evidence) : AnswerPart;

/// <summary>The next words of the answer; all of them together are its text.</summary>
public sealed record AnswerWritten(string Text) : AnswerPart;
