using System.Collections.Immutable;
using LongVpo.Core.Feedback;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Operation;

/// <summary>Reads out of what people said which response is better than which. Pure, and in the order of the record, so that the same record always says the same.</summary>
internal static class FeedbackRules
{
    /// <summary>Everything that answers to one question let conclude.</summary>
    /// <param name="answers">Answers to the same question, oldest first.</param>
    /// <param name="reject">Told a reason for whatever lets conclude nothing.</param>
    public static IEnumerable<Preference> Conclude(IReadOnlyList<JudgedAnswer> answers, Action<string> reject)
    {
        var good = answers.Where(answer => Votes(answer) > 0).ToList();
        foreach (var answer in answers)
        {
            var votes = Votes(answer);
            foreach (var said in answer.Feedback.Where(said => said.Kind is FeedbackKind.Corrected or FeedbackKind.Contradicted))
            {
                // More people find it right than wrong: one correction of it is then as likely a mistake or a prank.
                if (votes > 0) reject("disputed");
                else yield return new Preference(said.Kind == FeedbackKind.Corrected ? "corrected" : "contradicted", said.Text ?? string.Empty, said.Places, answer.Answer, said.By ?? string.Empty);
            }

            if (votes == 0 && answer.Feedback.Any(said => said.Kind is FeedbackKind.Up or FeedbackKind.Down)) reject("disputed");
            var found = answer.Feedback.Any(said => said.Kind == FeedbackKind.Down) && votes < 0 ? Best(good, answer) : null;
            if (found is not null) yield return found;
            else if (votes < 0 && !answer.Feedback.Any(said => said.Kind is FeedbackKind.Corrected or FeedbackKind.Contradicted)) reject("nothing_better");
        }

        // One that is disputed is told already.
        foreach (var answer in good.Where(answer => !answers.Any(other => Votes(other) < 0) && answer.Feedback.All(said => said.Kind is FeedbackKind.Up or FeedbackKind.Down or FeedbackKind.Located))) reject("nothing_worse");
    }

    /// <summary>For minus against: a correction is a vote against, and what the product says against itself is no vote.</summary>
    private static int Votes(JudgedAnswer answer) => answer.Feedback.Sum(said => said.Kind switch
    {
        FeedbackKind.Up => 1,
        FeedbackKind.Down or FeedbackKind.Corrected => -1,
        _ => 0,
    });

    // The newest, because footage that was seen further makes better answers.
    private static Preference? Best(List<JudgedAnswer> good, JudgedAnswer worse)
    {
        if (good.LastOrDefault(answer => !PairRules.Same(answer.Answer.Answer.Text, worse.Answer.Answer.Text)) is not { } better) return null;
        ImmutableArray<FootagePlace> named = [.. worse.Feedback.Where(said => said.Kind is FeedbackKind.Located or FeedbackKind.Down).SelectMany(said => said.Places).Distinct()];
        var by = better.Feedback.First(said => said.Kind == FeedbackKind.Up).By ?? string.Empty;
        return new Preference("voted", better.Answer.Answer.Text, named.IsEmpty ? Contradictions.PlacesOf(better.Answer.Answer) : named, worse.Answer, by);
    }
}
