namespace LongVpo.Training.Preferences.Stage1;

/// <summary>
/// Says whether another clip can stand beside the anchor without making the question ambiguous: by the caption that is said of it, and by how likely the model finds the anchor's answer on it.
/// </summary>
/// <param name="settings">What is left out, and how large margins must be.</param>
/// <param name="asker">The model.</param>
/// <param name="question">The question.</param>
/// <param name="caption">The anchor's caption.</param>
/// <param name="chosen">The anchor's answer.</param>
/// <param name="own">How likely the answer is on the anchor, in nats per token.</param>
/// <param name="blind">How much likelier than without any picture.</param>
internal sealed class ClipFit(Stage1Settings settings, ClipAsker asker, string question, string caption, string chosen, double own, double blind)
{
    /// <summary>How much likelier the answer is on the anchor than without any picture, in nats per token.</summary>
    public double Blind => blind;

    /// <summary>How much likelier the answer is on the anchor than on a clip, and why the clip cannot stand beside it; null when it can.</summary>
    public async ValueTask<(double Margin, string? Reason)> OfAsync(int clip, CancellationToken cancellationToken)
    {
        if (!settings.Without.HasFlag(Stage1Parts.Rule) && RuleJudge.Fault(question, caption, [await asker.CaptionAsync(clip, cancellationToken)]) is { } ambiguous) return (0, ambiguous);
        if (settings.Without.HasFlag(Stage1Parts.Margin)) return (0, null);
        var margin = own - (await asker.ScoreAsync(clip, question, chosen, cancellationToken)).PerToken;
        return (margin, margin < settings.SpecificMargin ? RejectReasons.NotSpecific : null);
    }
}
