using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>Says no in a way that tells what was looked at, so that "not seen" is never mistaken for "not there".</summary>
public static class HonestNo
{
    private const string NoModel = "without a vision model the pictures themselves cannot be judged";

    /// <summary>The finding for a question that neither words nor measurements answer.</summary>
    public static Finding Of(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        return Finding.No(Wording.Sentence(Unseen(footage) ?? Reason(footage, question)));
    }

    // A stretch that has not been seen is another answer than one in which nothing was found.
    private static string? Unseen(Footage footage)
    {
        if (footage.Asked.Any()) return null;
        return footage.Window is { } window
            ? $"nothing of the time asked about ({TimeText.Of(window)}) has been seen; the video is known from {TimeText.Of(footage.Seen.Start)} to {TimeText.Of(footage.Seen.End)}"
            : null;
    }

    private static string Reason(Footage footage, ParsedQuestion question)
    {
        var within = Wording.In(footage.Window);
        var speech = footage.AskedLines.Any(line => line.IsSpeech);
        var screen = footage.AskedLines.Any(line => !line.IsSpeech);
        var heard = footage.AskedLines.Any(line => line.Kind == Observations.ObservationKind.Speech);
        var lines = heard ? "subtitles, captions or transcribed speech" : "subtitles or captions";
        var words = Named(question);
        if (question.Channel == QuestionChannel.Speech && !speech)
            return $"there are no subtitles or captions{within}, and no speech was transcribed, so what is said is not known";
        if (question.Channel == QuestionChannel.Screen && !screen) return $"no readable text is on screen{within}";
        if (question.Channel == QuestionChannel.Words && !speech && !screen) return $"there is no readable text on screen and there are no subtitles or captions{within}";
        if (question.Channel == QuestionChannel.Any && words is not null && Mentions(footage, question) is { } said) return $"{said}, but {NoModel}";
        var where = question.Channel switch
        {
            QuestionChannel.Screen => "nothing readable on screen",
            QuestionChannel.Speech => heard ? "no subtitle, caption or transcribed line" : "no subtitle or caption",
            QuestionChannel.Words => $"neither the text on screen nor the {lines}",
            _ when speech && screen => $"nothing on screen or in the {(heard ? lines : "subtitles")}",
            _ when speech => $"nothing in the {(heard ? lines : "subtitles")}",
            _ when screen => "nothing readable on screen",
            _ => null,
        };
        var picture = question.Channel == QuestionChannel.Any ? NoModel : null;
        if (where is null) return $"there are no readable texts and no subtitles{within}, and {NoModel}";
        if (question.Channel == QuestionChannel.Words) return words is null ? $"{where} answer the question{within}" : $"{where} mention {words}{within}";
        if (words is null) return picture is null ? $"{where}{within} answers the question" : $"{where}{within} answers the question, and {picture}";
        return picture is null ? $"{where}{within} mentions {words}" : $"{where}{within} mentions {words}, and {picture}";
    }

    // The word was there, the thing may not have been.
    private static string? Mentions(Footage footage, ParsedQuestion question)
    {
        var line = LineSearch.Matches(footage, question).Select(match => match.Line).FirstOrDefault();
        return line is null ? null : $"{Wording.Quote(line.Text)} is {Wording.Place(line, line.Cite(footage.Window))}";
    }

    private static string? Named(ParsedQuestion question)
    {
        if (question.Phrases.Length > 0) return Wording.List([.. question.Phrases.Select(Wording.Quote)], "or");
        var terms = question.Terms.Concat(question.OtherTerms).ToList();
        var named = (terms.Any(t => t.Required) ? terms.Where(t => t.Required) : terms.Any(t => !t.Hint) ? terms.Where(t => !t.Hint) : terms).Take(3).ToList();
        return named.Count == 0 ? null : Wording.List([.. named.Select(t => Wording.Quote(t.Word))], "or");
    }
}
