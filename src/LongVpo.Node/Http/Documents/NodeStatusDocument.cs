using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>How a node is doing as a whole; how each source is doing stands in <c>/v1/sources</c>.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Phases">How many sources are in each phase; phases with none are left out.</param>
/// <param name="Models">The models it has opened, each with its queues.</param>
internal sealed record NodeStatusDocument(DateTimeOffset At, IReadOnlyDictionary<string, int> Phases, IReadOnlyList<ModelStatusDocument> Models);
