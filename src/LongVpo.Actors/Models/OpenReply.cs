using System.Collections.Immutable;
using System.Text;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;

namespace LongVpo.Actors.Models;

/// <summary>A reply while it is written: collects its words and passes them on.</summary>
internal sealed class OpenReply(ModelLane lane, Reply<ModelReply> reply, IProgress<ModelToken>? tokens)
{
    private readonly StringBuilder _text = new();
    private int _pieces;
    private int _written;
    private int _prompt;
    private int _cached;
    private IProgress<ModelToken>? _tokens = tokens;

    public ModelLane Lane => lane;

    /// <summary>The runner has said how long the prompt is.</summary>
    public void Cost(AdmittedCost cost) => (_prompt, _cached) = (cost.PromptTokens, cost.CachedTokens);

    public void Add(SlotResult result)
    {
        _written += result.Tokens;
        _cached = Math.Max(_cached, result.CachedTokens);
        if (result.Text.Length == 0) return;
        _text.Append(result.Text);
        Tell(new ModelToken(result.Text, _pieces++));
    }

    /// <summary>What was written is void.</summary>
    public void BeginAnew()
    {
        _text.Clear();
        (_pieces, _written) = (0, 0);
    }

    public void Complete(SlotResult? last, ModelVersion version) => reply.Give(
        new ModelReply(_text.ToString(), last?.Finish ?? FinishReason.Stop, version, last?.Usage ?? new ModelUsage(_prompt, _cached, _written))
        {
            LogProbabilities = last?.LogProbabilities ?? ImmutableArray<float>.Empty,
            Vectors = last?.Vectors ?? ImmutableArray<ImmutableArray<float>>.Empty,
        });

    public void Refuse(RefusalKind kind, string reason) => reply.Fail(new ModelRefusedException(kind, reason));

    // One asker that cannot take its words must not take the others' with it; its reply still comes whole.
    private void Tell(ModelToken token)
    {
        try
        {
            _tokens?.Report(token);
        }
        catch (Exception)
        {
            _tokens = null;
        }
    }
}
