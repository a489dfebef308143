using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>Scenes, chapters or the programme of one video in time order.</summary>
internal sealed record NodeListDocument(string Video, double? Watermark, string Level, IReadOnlyList<NodeDocument> Nodes, double? Next);
