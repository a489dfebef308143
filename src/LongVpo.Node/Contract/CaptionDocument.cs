namespace LongVpo.Node.Contract;

/// <summary>What a model said about a segment or a node, when it said it.</summary>
/// <param name="Subject">The segment's or node's id.</param>
/// <param name="Text">The words; empty when the model had none.</param>
/// <param name="By">Which model, and on what it rests.</param>
public sealed record CaptionDocument(string Subject, string Text, CaptionByDocument By);
