using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;

namespace LongVpo.Core.Questions;

/// <summary>Tells whoever waits for an answer what it may rest on while the search goes on, each place once and not more of them than a person looks at.</summary>
/// <param name="parts">Who waits.</param>
/// <param name="most">Places told before the answer is known; what the answer cites is always told.</param>
internal sealed class EvidenceNews(IProgress<AnswerPart> parts, int most)
{
    private readonly HashSet<Evidence> _told = [];
    private readonly List<Evidence> _hits = [];

    /// <summary>Places that an index came up with, best first.</summary>
    /// <param name="hits">All of them.</param>
    /// <param name="whole">How many of them hold most of what was asked for; only those may answer it alone.</param>
    public void Hits(IReadOnlyList<Evidence> hits, int whole)
    {
        _hits.AddRange(hits);
        foreach (var hit in hits.Take(whole)) Tell(hit, limited: true);
    }

    /// <summary>Places that one video's part of the answer rests on, before it is known which videos the answer will name.</summary>
    public void Found(Footage footage, Finding finding)
    {
        if (finding.Found) Cited(footage, finding.Citations, limited: true);
    }

    /// <summary>Places that the answer cites and that were not told yet.</summary>
    public void Answered(IEnumerable<Footage> footage, ImmutableArray<Citation> citations)
    {
        foreach (var one in footage) Cited(one, citations, limited: false);
    }

    private void Cited(Footage footage, ImmutableArray<Citation> citations, bool limited)
    {
        foreach (var citation in citations.Where(citation => citation.Video == footage.Video))
            if (Of(footage, citation) is { } evidence) Tell(evidence, limited);
    }

    // A citation quotes an observation of its segment; of several with its range, the one with its words.
    private Evidence? Of(Footage footage, Citation citation)
    {
        var cited = footage.Segments.FirstOrDefault(segment => segment.Span.Id == citation.Segment);
        var observed = cited?.Observations.AsEnumerable() ?? _hits.Where(hit => hit.Video == citation.Video && hit.Segment == citation.Segment).Select(hit => hit.Observation);
        var observation = observed.Where(o => o.Range.Overlaps(citation.Range)).OrderByDescending(o => Likeness(o, citation)).FirstOrDefault();
        return observation is null ? null : new Evidence(citation.Video, citation.Segment, observation, 0);
    }

    private static int Likeness(Observation observation, Citation citation) =>
        (observation.Text == citation.Quote ? 2 : 0) + (observation.Range == citation.Range ? 1 : 0);

    private void Tell(Evidence evidence, bool limited)
    {
        if (limited && _told.Count >= most) return;
        // How well it matched does not make it another place.
        if (_told.Add(evidence with { Score = 0 })) parts.Report(new EvidenceFound(evidence));
    }
}
