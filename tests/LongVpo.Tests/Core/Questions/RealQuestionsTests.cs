using System.Globalization;
using System.Text;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;
using LongVpo.TestKit;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Asks the questions people wrote about real clips of a memory that observed perfectly: what is missed here is missed by understanding, not by reading.</summary>
public sealed class RealQuestionsTests(ITestOutputHelper output)
{
    // The counter's reading at each moment is described by a rule rather than listed, so it has no script.
    private static readonly string[] NotListed = ["counter-300s"];

    [Fact]
    public async Task Questions_about_words_are_answered_where_the_words_are_and_absent_things_are_not_found()
    {
        var folder = SharedFolder.Require("videos");
        var (hits, asked, abstained, negatives) = (0, 0, 0, 0);
        var report = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*.truth.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path).Split('.')[0];
            if (NotListed.Contains(name)) continue;
            var truth = new TruthFile(path);
            var memory = new ScriptedMemory().With(ScriptedMemory.One, truth.Segments());
            var answerer = new QuestionAnswerer(memory, memory, memory, new QuestionOptions());
            foreach (var question in truth.Questions)
            {
                var answer = await answerer.AnswerAsync(new Question { Text = question.Question }, TestContext.Current.CancellationToken);
                var overlaps = answer.Found && answer.Citations.Any(c => question.Ranges.Any(r => c.Range.Start.Seconds <= r.To && c.Range.End.Seconds >= r.From));
                report.AppendLine(CultureInfo.InvariantCulture, $"{name,-24} {question.Kind,-9} found={answer.Found,-5} overlap={overlaps,-5} n={answer.Citations.Length} c={answer.Confidence:0.00} {question.Question} => {answer.Text}");
                if (question.Kind is "ocr" or "caption") (hits, asked) = (hits + (overlaps ? 1 : 0), asked + 1);
                if (question.Kind == "negative") (abstained, negatives) = (abstained + (answer.Found ? 0 : 1), negatives + 1);
            }
        }

        output.WriteLine(report.ToString());
        Assert.True(asked >= 15 && hits >= 0.9 * asked, $"{hits} of {asked} questions about words were answered at the right place.\n{report}");
        Assert.True(negatives >= 4 && abstained >= 0.9 * negatives, $"{abstained} of {negatives} questions about absent things were declined.\n{report}");
    }
}
