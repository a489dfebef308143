using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions;

/// <summary>The lines that answer to a question's words, cut where a match stops meaning anything.</summary>
public static class LineSearch
{
    // Questions whether or when something is there must match nearly whole, or "a red car" would be found on every red label.
    private const double WholeCoverage = 0.75;

    // When a name that was asked for is there, the common nouns beside it may be what only the picture shows.
    private const double NamedCoverage = 0.5;

    // Reading out needs less: the answer is in the line, not in the question.
    private const double PartCoverage = 0.3;

    // A line far below the best one matched by chance.
    private const double ShareOfBest = 0.7;

    /// <summary>Matches of the question's own terms among the lines it asks about, best first; empty when none is good enough.</summary>
    public static IReadOnlyList<LineMatch> Matches(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        var strict = question.Form is QuestionForm.Exists or QuestionForm.When or QuestionForm.List or QuestionForm.HowMany or QuestionForm.HowLong or QuestionForm.Order;
        var least = strict ? WholeCoverage : question.Channel == QuestionChannel.Any && !question.WantsWords ? (question.Shape == AnswerShape.Person ? 0.45 : 0.6) : PartCoverage;
        var named = question.Terms.Any(term => term.Required);
        var best = new LineRanking(footage.Lines, question.Terms, question.Phrases)
            .Best(line => InChannel(line, question) && (footage.Window is not { } window || line.IsIn(window)))
            .Where(match => match.Coverage >= (match.Complete && named && question.Form == QuestionForm.When ? NamedCoverage : least) && (match.Complete || !Literal(question, strict)) && (match.Decided || question.Shape != AnswerShape.Person))
            .ToList();
        // The line that has the name itself beats those that only stand beside it.
        if (named && best.Exists(match => match.Alone)) best = best.FindAll(match => match.Alone);
        return [.. best.Where(match => match.Score >= best[0].Score * ShareOfBest)];
    }

    /// <summary>Whether a line is in the channel a question asks for.</summary>
    public static bool InChannel(WordLine line, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(question);
        return question.Channel switch { QuestionChannel.Screen => !line.IsSpeech, QuestionChannel.Speech => line.IsSpeech, _ => true };
    }

    /// <summary>Whether a piece says something that the question did not say itself.</summary>
    public static bool IsNews(string piece, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ArgumentNullException.ThrowIfNull(question);
        return Tokenizer.Read(piece).Any(token => !Vocabulary.IsStopWord(token.Word) && !question.Terms.Any(term => term.Spellings.Any(s => WordMatch.Of(s, token) > 0)));
    }

    private static bool Literal(ParsedQuestion question, bool strict) => strict || question.Phrases.Length > 0 || question.Terms.Count(term => term.Required) == 1;
}
