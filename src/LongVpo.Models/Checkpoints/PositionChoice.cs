using LongVpo.Core.Options;

namespace LongVpo.Models.Checkpoints;

/// <summary>Lays another way of stretching positions over a model, because whoever runs it may want longer texts than whoever published it.</summary>
/// <param name="Kind">The way; null leaves positions as they come.</param>
/// <param name="Factor">How many times the trained length is to be read.</param>
/// <param name="Trained">Tokens of the longest text of training; null takes what the model's config says.</param>
public sealed record PositionChoice(RopeKind? Kind, double Factor, int? Trained = null)
{
    /// <summary>What the options choose; null where the model decides.</summary>
    public static PositionChoice? From(ModelOptions options) => options.Positions switch
    {
        "model" => null,
        var word => new PositionChoice(Named(word), options.PositionFactor, options.PositionTrained > 0 ? options.PositionTrained : null),
    };

    /// <summary>The way that a word names: none, linear, ntk or yarn; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such way.</exception>
    public static RopeKind? Named(string word) => word switch
    {
        "none" => null,
        "linear" => RopeKind.Linear,
        "ntk" => RopeKind.Ntk,
        "yarn" => RopeKind.Yarn,
        _ => throw new ArgumentException($"Positions cannot be stretched by '{word}': say none, linear, ntk or yarn."),
    };

    /// <summary>A config with this choice in the place of its own.</summary>
    public InternConfig Over(InternConfig config)
    {
        var rope = config.Text.Rope;
        var trained = Trained ?? rope.Scaling?.Trained ?? config.Text.MaxPositions;
        var scaling = Kind is { } kind && Factor > 1 ? new RopeScaling(kind, Factor, trained) : null;
        return config with { Text = config.Text with { Rope = rope with { Scaling = scaling } } };
    }

    /// <summary>The choice in words, for versions: answers under another choice are another model's.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind?.ToString() ?? "None"}:{Factor}:{Trained}");
}
