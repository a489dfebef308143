using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Reports;

/// <summary>The curves of one arm over all its seeds: from answers question by question where there are such, else from the reports of each seed.</summary>
/// <param name="files">Results of the arm.</param>
internal sealed class ArmFigures(IReadOnlyList<RunFile> files)
{
    private readonly List<AnswerLine> _answers = [.. files.Where(static file => file.Kind == RunFileKind.Answers).SelectMany(static file => file.Lines).Select(static line => line.Deserialize(ReportJson.Default.AnswerLine)!)];

    private readonly List<WorldReport> _worlds = [.. files.Where(static file => file.Kind == RunFileKind.World).Select(static file => file.Last.Deserialize(EvaluationJson.Readable.WorldReport)!)];

    /// <summary>Right answers by frames shown.</summary>
    /// <param name="what">Which questions; one of the words of <see cref="Comparisons"/>.</param>
    public ImmutableArray<(double X, double Y, double Low, double High)> Lengths(string what)
    {
        if (_answers.Count > 0) return Curve(_answers.Where(answer => Belongs(answer, what)).GroupBy(static answer => (double)answer.Frames));
        var points = _worlds.SelectMany(world => world.Lengths.Select(length => (X: (double)length.Frames, Share: what switch
        {
            Comparisons.Retrieval => (length.Retrieval, length.RetrievalCi),
            Comparisons.Several => (length.MultiSegment, length.MultiSegmentCi),
            _ => ((double?)length.Accuracy, (ImmutableArray<double>?)length.Ci),
        })));
        return Mean(points.Where(static point => point.Share.Item1 is not null).Select(static point => (point.X, point.Share.Item1!.Value, point.Share.Item2!.Value)));
    }

    /// <summary>Right answers to questions that one scene answers, by the fifth of the world where it stands.</summary>
    public ImmutableArray<(double X, double Y, double Low, double High)> Depths() => _answers.Count > 0
        ? Curve(_answers.Where(static answer => answer.Bin >= 0 && Belongs(answer, Comparisons.Retrieval)).GroupBy(static answer => Math.Round(0.1 + (0.2 * answer.Bin), 1)))
        : Mean(_worlds.SelectMany(static world => world.Depths.Select(static depth => (double.Parse(depth.Key.Split('-')[0], CultureInfo.InvariantCulture) + 0.1, depth.Value.Accuracy, depth.Value.Ci))));

    private static ImmutableArray<(double X, double Y, double Low, double High)> Curve(IEnumerable<IGrouping<double, AnswerLine>> groups) =>
    [
        .. groups.OrderBy(static group => group.Key).Select(static group =>
        {
            var share = Accuracy.Of(group.Select(static answer => (answer.World, answer.Right)))!.Value;
            return (group.Key, share.Share, share.Low, share.High);
        }),
    ];

    // Without the answers themselves several seeds cannot be put together properly; the widest interval is then the honest one.
    private static ImmutableArray<(double X, double Y, double Low, double High)> Mean(IEnumerable<(double X, double Share, ImmutableArray<double> Ci)> points) =>
    [
        .. points.GroupBy(static point => Math.Round(point.X, 3)).OrderBy(static group => group.Key)
            .Select(static group => (group.Key, group.Average(static point => point.Share), group.Min(static point => point.Ci[0]), group.Max(static point => point.Ci[1]))),
    ];

    private static bool Belongs(AnswerLine answer, string what) =>
        what == Comparisons.Everything || (Enum.TryParse<QuestionFamily>(answer.Family, out var family) && QuestionDraw.Joins(family) == (what == Comparisons.Several));
}
