using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Models.Generation;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Runners;

/// <summary>A request that writes or scores text, from its admission until it has ended.</summary>
internal sealed class RunningRequest(RequestId id, TextSequence sequence, ITokenizer tokenizer) : IDisposable
{
    private readonly TextStream _stream = new(tokenizer);
    private readonly StopText _stops = new(sequence.Settings.Stops);
    private int _told;

    public TextSequence Sequence => sequence;

    /// <summary>Whether its pictures have been looked at for being of the network's own kind, or need not be.</summary>
    public bool IsJudged { get; set; }

    /// <summary>What became certain since the last time.</summary>
    public SlotResult Tell()
    {
        var (text, before) = (string.Empty, _told);
        for (; _told < sequence.Written.Count && !_stops.Stopped; _told++) text += _stops.Add(_stream.Add(sequence.Written[_told]));
        var finish = _stops.Stopped ? FinishReason.Stop : sequence.Finish;
        if (finish is not null && !_stops.Stopped)
        {
            text += _stops.Add(_stream.Finish());
            if (!_stops.Stopped) text += _stops.Rest();
        }

        return new SlotResult(id, sequence.PromptLeft)
        {
            Text = text,
            Tokens = _told - before,
            CachedTokens = sequence.CachedTokens,
            Finish = finish,
            LogProbabilities = finish is null ? [] : [.. sequence.LogProbabilities],
        };
    }

    public void Dispose() => sequence.Dispose();
}
