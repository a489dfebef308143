using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>Results of one way of putting frames among blanks.</summary>
/// <param name="Placement">The way: block or grid.</param>
/// <param name="RealFrames">Frames that are no blanks.</param>
/// <param name="Unpadded">Share of right choices without blanks, the upper bound.</param>
/// <param name="Blind">Share of right choices without any footage.</param>
/// <param name="Lengths">By frames in all.</param>
/// <param name="Places">By where the real frames are, all lengths together.</param>
/// <param name="WorstPlace">The place with the lowest share.</param>
/// <param name="Bend">How much better the ends are than the middle: the square term of a logistic curve over the depth; positive with an interval above 0 means lost in the middle.</param>
/// <param name="BendCi">Its 95 % interval; null where the curve could not be fitted because all answers are alike.</param>
public sealed record PlacementDocument(
    string Placement, int RealFrames, ShareDocument Unpadded, ShareDocument Blind, ImmutableArray<PaddedDocument> Lengths, ImmutableArray<PlaceDocument> Places, PlaceDocument WorstPlace,
    double? Bend, ImmutableArray<double>? BendCi)
{
    internal static PlacementDocument Of(BlankPlacement placement, IReadOnlyList<PaddedAnswer> answers)
    {
        // Every question is there once for each length; what does not depend on it is counted once.
        var shortest = answers.Min(static answer => answer.Frames);
        var once = answers.Where(answer => answer.Frames == shortest).ToList();
        ImmutableArray<PlaceDocument> places =
        [
            .. answers.GroupBy(static answer => Math.Min(QuestionDraw.Bins - 1, (int)(answer.Depth * QuestionDraw.Bins))).OrderBy(static place => place.Key).Select(static place =>
            {
                var share = Share(place, static answer => answer.Right);
                return new PlaceDocument(ShareDocument.Round(place.Key / (double)QuestionDraw.Bins), ShareDocument.Round((place.Key + 1) / (double)QuestionDraw.Bins), share.Questions, share.Accuracy, share.Ci);
            }),
        ];
        var bend = DepthCurve.Fit([.. answers.Select(static answer => (answer.Depth, answer.Right))]);
        return new PlacementDocument(
            placement == BlankPlacement.Block ? "block" : "grid", BlankCase.RealFrames(placement), Share(once, static answer => answer.RightUnpadded), Share(once, static answer => answer.RightBlind),
            [.. answers.GroupBy(static answer => answer.Frames).OrderBy(static length => length.Key).Select(static length => Length(length.Key, [.. length]))], places,
            places.MinBy(static place => place.Accuracy)!, bend is { } curve ? ShareDocument.Round(curve.Bend) : null,
            bend is { } known ? [ShareDocument.Round(known.Low), ShareDocument.Round(known.High)] : null);
    }

    private static PaddedDocument Length(int frames, ImmutableArray<PaddedAnswer> answers)
    {
        var share = Share(answers, static answer => answer.Right);
        var gap = PairedDifference.Of(answers.Select(static answer => (answer.World, answer.RightUnpadded, answer.Right)))!.Value;
        return new PaddedDocument(frames, share.Questions, share.Accuracy, share.Ci, ShareDocument.Round(gap.Difference), [ShareDocument.Round(gap.Low), ShareDocument.Round(gap.High)]);
    }

    private static ShareDocument Share(IEnumerable<PaddedAnswer> answers, Func<PaddedAnswer, bool> right)
    {
        var share = Evaluation.Accuracy.Of(answers.Select(answer => (answer.World, right(answer))))!.Value;
        return new ShareDocument(share.Questions, ShareDocument.Round(share.Share), [ShareDocument.Round(share.Low), ShareDocument.Round(share.High)]);
    }
}
