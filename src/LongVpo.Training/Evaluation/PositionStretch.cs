using LongVpo.Models.Checkpoints;

namespace LongVpo.Training.Evaluation;

/// <summary>How positions are stretched over footage that is longer than any of training, by as much as each length needs.</summary>
/// <param name="Kind">The way; null leaves positions as they come.</param>
/// <param name="TrainedFrames">Frames of the longest footage of training.</param>
/// <param name="AsModel">Whether the model's own config decides instead.</param>
public sealed record PositionStretch(RopeKind? Kind, int TrainedFrames = PositionStretch.Trained, bool AsModel = false)
{
    /// <summary>Frames up to which the small network is trained.</summary>
    public const int Trained = 24;

    /// <summary>Words that may be said: <c>model</c>, <c>none</c>, <c>linear</c>, <c>ntk</c>, <c>yarn</c>.</summary>
    public static PositionStretch Named(string word, int trainedFrames) =>
        word == "model" ? new PositionStretch(null, trainedFrames, AsModel: true) : new PositionStretch(PositionChoice.Named(word), trainedFrames);

    /// <summary>What is laid over a config for a text; null leaves it.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="trained">Tokens of the longest text of training.</param>
    public PositionChoice? For(int tokens, int trained) => AsModel ? null : new PositionChoice(Kind, Math.Max(1, (double)tokens / trained), trained);

    /// <inheritdoc/>
    public override string ToString() => AsModel ? "model" : Kind switch
    {
        null => "none",
        RopeKind.Linear => "linear",
        RopeKind.Yarn => "yarn",
        _ => "ntk",
    };
}
