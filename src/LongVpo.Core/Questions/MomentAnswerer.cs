using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>
/// Answers every question from the memory as it stood when it was asked, so that footage which is sealed while the answer is made changes nothing in it, and adds to what it
/// cites when that was live. What the question is to do without is not in that memory. How an answer is found is behind it.
/// </summary>
/// <param name="store">The list of videos.</param>
/// <param name="segments">Their segments.</param>
/// <param name="finder">What finds evidence.</param>
/// <param name="answerer">Makes what answers from a memory.</param>
public sealed class MomentAnswerer(
    IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, Func<IVideoStore, ISegmentReader, IEvidenceFinder, IQuestionAnswerer> answerer) : IQuestionAnswerer
{
    /// <inheritdoc/>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return MakeAsync((answers, asked) => answers.AnswerAsync(asked, cancellationToken), question, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> AnswerAsync(Question question, IProgress<AnswerPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(parts);
        return MakeAsync((answers, asked) => answers.AnswerAsync(asked, parts, cancellationToken), question, cancellationToken);
    }

    private async Task<Answer> MakeAsync(Func<IQuestionAnswerer, Question, Task<Answer>> ask, Question question, CancellationToken cancellationToken)
    {
        var memory = new PinnedMemory(store, segments, finder, await store.ListAsync(cancellationToken), question.Without);
        var answer = await ask(answerer(memory, memory, memory), question);
        var clocks = new Dictionary<VideoId, UtcMap>();
        foreach (var video in answer.Citations.Select(c => c.Video).Distinct()) clocks[video] = await memory.ReadClocksAsync(video, cancellationToken);
        return answer with { Citations = [.. answer.Citations.Select(c => c with { Utc = clocks[c.Video].At(c.Range.Start) })] };
    }
}
