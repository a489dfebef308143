using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>
/// Answers every question from the memory as it stood when it was asked, so that footage which is sealed while the answer is made changes nothing in it, and adds to what it
/// cites when that was live. How an answer is found is behind it.
/// </summary>
/// <param name="store">The list of videos.</param>
/// <param name="segments">Their segments.</param>
/// <param name="finder">What finds evidence.</param>
/// <param name="answerer">Makes what answers from a memory.</param>
public sealed class MomentAnswerer(
    IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, Func<IVideoStore, ISegmentReader, IEvidenceFinder, IQuestionAnswerer> answerer) : IQuestionAnswerer
{
    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (await MakeAsync(question, cancellationToken)).Answer;
    }

    /// <inheritdoc/>
    public async Task<Answer> AnswerAsync(Question question, IProgress<AnswerPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(parts);
        var (answer, memory) = await MakeAsync(question, cancellationToken);
        foreach (var citation in answer.Citations)
            if (await EvidenceAsync(memory, citation, cancellationToken) is { } evidence) parts.Report(new EvidenceFound(evidence));
        parts.Report(new AnswerWritten(answer.Text));
        return answer;
    }

    private async Task<(Answer Answer, PinnedMemory Memory)> MakeAsync(Question question, CancellationToken cancellationToken)
    {
        var memory = new PinnedMemory(store, segments, finder, await store.ListAsync(cancellationToken));
        var answer = await answerer(memory, memory, memory).AnswerAsync(question, cancellationToken);
        var clocks = new Dictionary<VideoId, UtcMap>();
        foreach (var video in answer.Citations.Select(c => c.Video).Distinct()) clocks[video] = await memory.ReadClocksAsync(video, cancellationToken);
        return (answer with { Citations = [.. answer.Citations.Select(c => c with { Utc = clocks[c.Video].At(c.Range.Start) })] }, memory);
    }

    // A citation quotes an observation of its segment; of several with its range, the one with its words.
    private static async Task<Evidence?> EvidenceAsync(PinnedMemory memory, Citation citation, CancellationToken cancellationToken)
    {
        var near = await memory.ReadSegmentsAsync(citation.Video, citation.Range, null, cancellationToken);
        var cited = near.FirstOrDefault(s => s.Span.Id == citation.Segment);
        var observation = cited?.Observations.Where(o => o.Range.Overlaps(citation.Range)).OrderByDescending(o => Likeness(o, citation)).FirstOrDefault();
        return observation is null ? null : new Evidence(citation.Video, citation.Segment, observation, 0);
    }

    private static int Likeness(Observation observation, Citation citation) =>
        (observation.Text == citation.Quote ? 2 : 0) + (observation.Range == citation.Range ? 1 : 0);
}
