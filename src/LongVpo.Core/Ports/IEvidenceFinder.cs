using LongVpo.Core.Answers;

namespace LongVpo.Core.Ports;

/// <summary>Finds what may answer a question among what is remembered, without touching any footage.</summary>
public interface IEvidenceFinder
{
    /// <summary>Evidence for the query: by score when words are searched for, else in time order.</summary>
    ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken);

    /// <summary>Segments whose captions hold the query's words, best first, with the caption as quote; a memory that does not search captions finds none.</summary>
    ValueTask<IReadOnlyList<Citation>> FindCaptionsAsync(EvidenceQuery query, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<Citation>>([]);
}
