using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using LongVpo.Core.Answers;

namespace LongVpo.Node.Http.Streams;

/// <summary>
/// Parts of an answer on their way to a caller who may read more slowly than they are found. Evidence beyond the limit is left out here, and stands in the answer if it counts;
/// words are never left out: those beyond the limit come together at the end.
/// </summary>
/// <param name="capacity">Parts that may wait.</param>
internal sealed class WaitingParts(int capacity) : IProgress<AnswerPart>
{
    private readonly Channel<AnswerPart> _parts = Channel.CreateBounded<AnswerPart>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private readonly StringBuilder _late = new();

    /// <summary>Takes the next part; one at a time, and it never waits.</summary>
    public void Report(AnswerPart value)
    {
        // Words must not overtake those that already wait for the end.
        var taken = (_late.Length == 0 || value is not AnswerWritten) && _parts.Writer.TryWrite(value);
        if (!taken && value is AnswerWritten words) _late.Append(words.Text);
    }

    public void End() => _parts.Writer.TryComplete();

    /// <summary>All parts, until <see cref="End"/>.</summary>
    public async IAsyncEnumerable<AnswerPart> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in _parts.Reader.ReadAllAsync(cancellationToken)) yield return part;
        if (_late.Length > 0) yield return new AnswerWritten(_late.ToString());
    }
}
