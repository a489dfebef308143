using System.Text.Json.Serialization;

namespace LongVpo.Training.Reports;

/// <summary>Writes and reads what reports are made of, in the names of all judgements.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(ReportSummary))]
public sealed partial class ReportJson : JsonSerializerContext;
