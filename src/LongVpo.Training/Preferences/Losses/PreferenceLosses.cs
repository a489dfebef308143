namespace LongVpo.Training.Preferences.Losses;

/// <summary>
/// Preference losses and their slopes in closed form and double precision. They are the yardstick for losses on tensors, and what training differentiates through
/// (<see cref="TensorLoss"/>), so that a new loss is one formula and no new operation of an engine.
/// </summary>
public static class PreferenceLosses
{
    /// <summary>One term's loss of one pair.</summary>
    /// <param name="kind">Which formula.</param>
    /// <param name="scores">What policy and reference think.</param>
    /// <param name="constants">The formula's constants.</param>
    /// <exception cref="ArgumentException">The scores or the constants can be of no loss.</exception>
    public static PairLoss Of(LossKind kind, PairScores scores, LossConstants constants)
    {
        ArgumentNullException.ThrowIfNull(constants);
        scores.Validate();
        constants.Validate();
        var (beta, eps) = (constants.Beta, constants.Smoothing);
        var (perChosen, perRejected) = (1.0 / scores.ChosenTokens, 1.0 / scores.RejectedTokens);
        return kind switch
        {
            LossKind.Sigmoid => OfDifference(Falling(beta * scores.Z), beta, beta),
            LossKind.SmoothedSigmoid => OfDifference(Mixed(beta * scores.Z, 1 - eps, eps), beta, beta),
            LossKind.Robust => OfDifference(Mixed(beta * scores.Z, (1 - eps) / (1 - (2 * eps)), -eps / (1 - (2 * eps))), beta, beta),
            LossKind.Hinge => OfDifference((Math.Max(0, 1 - (beta * scores.Z)), beta * scores.Z < 1 ? -1 : 0), beta, beta),
            LossKind.IpoMean => OfDifference(Parabola((scores.ChosenRatio * perChosen) - (scores.RejectedRatio * perRejected), beta), perChosen, perRejected),
            LossKind.IpoSum => OfDifference(Parabola(scores.Z, beta), 1, 1),
            LossKind.LengthNormalised => OfDifference(Falling(beta * ((scores.ChosenRatio * perChosen) - (scores.RejectedRatio * perRejected))), beta * perChosen, beta * perRejected),
            LossKind.SimPo => OfDifference(Falling((beta * ((scores.PolicyChosen * perChosen) - (scores.PolicyRejected * perRejected))) - constants.Gamma), beta * perChosen, beta * perRejected),
            LossKind.BcoPair => Bco(scores, beta, constants.Offset),
            LossKind.Sft => new PairLoss(-scores.PolicyChosen * perChosen, -perChosen, 0),
            _ => throw new ArgumentException($"{kind} is no loss."),
        };
    }

    /// <summary>log(1 / (1 + e^-x)) for any x, without overflow.</summary>
    public static double LogSigmoid(double x) => Math.Min(x, 0) - double.LogP1(Math.Exp(-Math.Abs(x)));

    /// <summary>1 / (1 + e^-x) for any x, without overflow.</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static PairLoss Bco(PairScores scores, double beta, double offset)
    {
        var right = Falling((beta * scores.ChosenRatio) - offset);
        var wrong = Falling(-((beta * scores.RejectedRatio) - offset));
        return new PairLoss(right.Value + wrong.Value, beta * right.Slope, -beta * wrong.Slope);
    }

    private static (double Value, double Slope) Falling(double x) => (-LogSigmoid(x), -Sigmoid(-x));

    private static (double Value, double Slope) Mixed(double x, double right, double wrong) =>
        ((-right * LogSigmoid(x)) - (wrong * LogSigmoid(-x)), (-right * Sigmoid(-x)) + (wrong * Sigmoid(x)));

    private static (double Value, double Slope) Parabola(double x, double beta)
    {
        var distance = x - (1 / (2 * beta));
        return (distance * distance, 2 * distance);
    }

    // Of a function of (chosen times one factor) minus (rejected times another).
    private static PairLoss OfDifference((double Value, double Slope) outer, double chosen, double rejected) => new(outer.Value, outer.Slope * chosen, -outer.Slope * rejected);
}
