namespace LongVpo.Node.Contract;

/// <summary>An observation as other tools read it: the kind in lower case with underscores, words in <c>text</c>, numbers in <c>value</c>.</summary>
public sealed record ObservationDocument(string Kind, string? Text, double? Value, double Start, double End, double[]? Box);
