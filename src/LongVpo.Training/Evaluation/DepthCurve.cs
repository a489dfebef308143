namespace LongVpo.Training.Evaluation;

/// <summary>
/// How likely a right answer is by the depth of what it needs: a logistic curve with a straight and a square term over the depth from the middle, by Newton's method. The square term tells
/// whether the middle is lost, which the difference of two bins would tell less surely.
/// </summary>
/// <param name="Bend">The square term; positive where the ends are better than the middle.</param>
/// <param name="Low">Lower end of its 95 % interval (Wald).</param>
/// <param name="High">Upper end.</param>
internal readonly record struct DepthCurve(double Bend, double Low, double High)
{
    private const int Terms = 3;
    private const int StepsMost = 50;

    // Keeps the curve finite where one end has only right answers; it pulls a coefficient of 3 by less than a hundredth once there are some hundred answers.
    private const double Ridge = 1e-3;

    /// <summary>Fits the curve; null where all answers are right, or all wrong.</summary>
    public static DepthCurve? Fit(IReadOnlyList<(double Depth, bool Right)> answers)
    {
        if (answers.All(static answer => answer.Right) || !answers.Any(static answer => answer.Right)) return null;
        var beta = new double[Terms];
        double[,]? inverse = null;
        for (var step = 0; step < StepsMost; step++)
        {
            var (slope, curvature) = Derivatives(answers, beta);
            if ((inverse = Inverse(curvature)) is null) return null;
            var moved = 0.0;
            for (var i = 0; i < Terms; i++)
            {
                var by = 0.0;
                for (var j = 0; j < Terms; j++) by += inverse[i, j] * slope[j];
                beta[i] += by;
                moved = Math.Max(moved, Math.Abs(by));
            }

            if (moved < 1e-9) break;
        }

        var half = 1.959963984540054 * Math.Sqrt(inverse![2, 2]);
        return new DepthCurve(beta[2], beta[2] - half, beta[2] + half);
    }

    private static (double[] Slope, double[,] Curvature) Derivatives(IReadOnlyList<(double Depth, bool Right)> answers, double[] beta)
    {
        var (slope, curvature) = (new double[Terms], new double[Terms, Terms]);
        for (var i = 0; i < Terms; i++) (slope[i], curvature[i, i]) = (-Ridge * beta[i], Ridge);
        foreach (var (depth, right) in answers)
        {
            double[] x = [1, depth - 0.5, (depth - 0.5) * (depth - 0.5)];
            var chance = 1 / (1 + Math.Exp(-((beta[0] * x[0]) + (beta[1] * x[1]) + (beta[2] * x[2]))));
            for (var i = 0; i < Terms; i++)
            {
                slope[i] += ((right ? 1 : 0) - chance) * x[i];
                for (var j = 0; j < Terms; j++) curvature[i, j] += chance * (1 - chance) * x[i] * x[j];
            }
        }

        return (slope, curvature);
    }

    private static double[,]? Inverse(double[,] m)
    {
        double Minor(int i, int j) => (m[(i + 1) % 3, (j + 1) % 3] * m[(i + 2) % 3, (j + 2) % 3]) - (m[(i + 1) % 3, (j + 2) % 3] * m[(i + 2) % 3, (j + 1) % 3]);
        var determinant = (m[0, 0] * Minor(0, 0)) + (m[0, 1] * Minor(0, 1)) + (m[0, 2] * Minor(0, 2));
        if (Math.Abs(determinant) < 1e-30) return null;
        var inverse = new double[Terms, Terms];
        for (var i = 0; i < Terms; i++)
            for (var j = 0; j < Terms; j++) inverse[j, i] = Minor(i, j) / determinant;
        return inverse;
    }
}
