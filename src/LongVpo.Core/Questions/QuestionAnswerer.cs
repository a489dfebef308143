using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions.Told;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>
/// Answers questions from what was measured, read and said in captions, without asking a model: it quotes evidence, and says so when there is none. It never guesses what
/// pictures show.
/// </summary>
/// <param name="store">The list of videos.</param>
/// <param name="segments">Their segments.</param>
/// <param name="finder">What finds lines.</param>
/// <param name="options">How much is read and cited.</param>
/// <param name="captions">What models said of segments; null leaves that out.</param>
public sealed class QuestionAnswerer(IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, QuestionOptions options, ICaptionReader? captions = null) : IQuestionAnswerer
{
    // More reasons for a no than these are not read.
    private const int ReasonsMost = 3;

    private readonly FootageReader _reader = new(store, segments, finder, captions, options);
    private readonly ToldAnswers _told = new(options);
    private readonly WordAnswers _words = new(options);
    private readonly OccurrenceAnswers _occurrences = new(options);
    private readonly OrderAnswers _orders = new(options);
    private readonly MeasuredAnswers _measured = new(options);
    private readonly SlideAnswers _slides = new(options);
    private readonly SequelAnswers _sequels = new(options);

    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return MakeAsync(question, news: null, cancellationToken);
    }

    public async Task<Answer> AnswerAsync(Question question, IProgress<AnswerPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(parts);
        var answer = await MakeAsync(question, new EvidenceNews(parts, options.CitationsMost), cancellationToken);
        parts.Report(new AnswerWritten(answer.Text));
        return answer;
    }

    private async Task<Answer> MakeAsync(Question question, EvidenceNews? news, CancellationToken cancellationToken)
    {
        var parsed = Parsed(question);
        var (read, findings) = await ReadAsync(question, parsed, news, cancellationToken);
        if (read.Videos.Count == 0) return Nothing();
        using var span = Signals.Traces.StartActivity("question.answer");
        var whole = Joined(read.Videos, findings ?? Findings(read.Videos, parsed));
        if (whole.Found) return Told(read, whole, news);
        // "How many people are there and what is written above them?": the half that can be answered is answered.
        foreach (var clause in QuestionParser.Clauses(question.Text))
        {
            var part = QuestionParser.Parse(clause) with { Time = parsed.Time };
            var partRead = part.NeedsWhole == parsed.NeedsWhole ? read : (await ReadAsync(question, part, news, cancellationToken)).Read;
            var answer = Joined(partRead.Videos, Findings(partRead.Videos, part));
            if (answer.Found)
                return Told(partRead, answer with { Text = $"{answer.Text} The rest of the question could not be answered.", Confidence = answer.Confidence * 0.8 }, news);
        }

        return Told(read, whole, news);
    }

    private static ParsedQuestion Parsed(Question question)
    {
        using var span = Signals.Traces.StartActivity("question.parse");
        return QuestionParser.Parse(question.Text);
    }

    // Where somebody waits for evidence each video is judged as soon as it is read; otherwise all of them afterwards, which a trace shows apart.
    private async Task<(ReadFootage Read, List<(Footage Footage, Finding Finding)>? Findings)> ReadAsync(
        Question question, ParsedQuestion parsed, EvidenceNews? news, CancellationToken cancellationToken)
    {
        using var span = Signals.Traces.StartActivity("question.retrieve");
        var findings = news is null ? null : new List<(Footage Footage, Finding Finding)>();
        var read = await _reader.ReadAsync(question, parsed, Judge, (hits, whole) => news?.Hits(hits, whole), cancellationToken);
        span?.SetTag("longvpo.question.videos", read.LookedAt);
        return (read, findings);

        void Judge(Footage footage)
        {
            if (findings is null) return;
            var finding = One(footage, parsed);
            findings.Add((footage, finding));
            news!.Found(footage, finding);
        }
    }

    private List<(Footage Footage, Finding Finding)> Findings(IReadOnlyList<Footage> footage, ParsedQuestion parsed) => [.. footage.Select(f => (f, One(f, parsed)))];

    private Finding One(Footage footage, ParsedQuestion question)
    {
        if (_told.Answer(footage, question) is { } told) return told;
        if (question.Slide is { } number) return OfSlide(footage, question, number);
        if (!question.RelatedTo.IsEmpty) return _sequels.Answer(footage, question);
        if (!question.Measured.IsEmpty) return _measured.Answer(footage, question);
        if (question.Form == QuestionForm.Order) return _orders.Order(footage, question);
        if (question.Relation != WordRelation.None && _orders.Relation(footage, question) is { } related) return related;
        if (question.Relation is WordRelation.After or WordRelation.Before && !question.WantsWording) return HonestNo.Of(footage, question);
        // Counting needs something countable: words that can be told apart. How many people there are is for a model to see.
        if (question.Form is QuestionForm.HowMany or QuestionForm.HowLong && question.Channel == QuestionChannel.Any && question.Phrases.IsEmpty && !question.Terms.Any(t => t.Required))
            return HonestNo.Of(footage, question);
        return question.Form is QuestionForm.What ? _words.Answer(footage, question) : _occurrences.Answer(footage, question);
    }

    private Finding OfSlide(Footage footage, ParsedQuestion question, int number)
    {
        if (question.Form is QuestionForm.When or QuestionForm.HowLong || question.Measured.Contains(MeasuredSubject.PageOfText)) return _slides.When(footage, question, number);
        if (SlideAnswers.Only(footage, number) is not { Window: { } shown } slide) return SlideAnswers.None(footage, number);
        return One(slide, question with { Slide = null, Time = new AskedTime(AskedTimeKind.Between, shown.Start.Seconds, shown.End.Seconds) });
    }

    private Finding Joined(IReadOnlyList<Footage> footage, List<(Footage Footage, Finding Finding)> findings)
    {
        var told = findings.Any(f => f.Finding.Found) ? findings.Where(f => f.Finding.Found).ToList() : findings;
        if (footage.Count == 1 || told.Count == 0) return findings[0].Finding;
        if (!told[0].Finding.Found) return Missed(told);
        // The best-matching videos first; a question over a whole shelf is not answered by its weakest match.
        var best = told.OrderByDescending(t => t.Finding.Confidence).Take(options.CitationsMost).ToList();
        var lines = best.Select(t => $"{t.Footage.Name}: {t.Finding.Text}");
        if (told.Count > best.Count) lines = lines.Append($"And in {Wording.Count(told.Count - best.Count, "more video")}.");
        if (told.Count > 1 && told.TrueForAll(t => t.Finding.Times is not null))
            lines = lines.Prepend($"{(told.Exists(t => t.Finding.AtLeast) ? "At least " : "")}{Wording.Count(told.Sum(t => t.Finding.Times ?? 0), "time")} in {Wording.Count(told.Count, "video")}.");
        return new Finding(
            best[0].Finding.Found,
            string.Join('\n', lines),
            best.Max(t => t.Finding.Confidence),
            [.. best.SelectMany(t => t.Finding.Citations).Take(options.CitationsMost)]);
    }

    // A shelf that answers nothing says so once per reason, not once per video.
    private static Finding Missed(List<(Footage Footage, Finding Finding)> told)
    {
        var reasons = told.GroupBy(t => t.Finding.Text).OrderByDescending(g => g.Count()).ToList();
        if (reasons.Count == 1) return told[0].Finding;
        var lines = reasons.Take(ReasonsMost).Select(g => $"{(g.Count() == 1 ? g.First().Footage.Name : Wording.Count(g.Count(), "video"))}: {g.Key}");
        var left = reasons.Skip(ReasonsMost).Sum(g => g.Count());
        if (left > 0) lines = lines.Append($"And nothing in {Wording.Count(left, "more video")}.");
        return told[0].Finding with { Text = string.Join('\n', lines), Confidence = told.Min(t => t.Finding.Confidence) };
    }

    private static Answer Told(ReadFootage read, Finding finding, EvidenceNews? news)
    {
        news?.Answered(read.Videos, finding.Citations);
        return new Answer
        {
            Text = read.LookedAt == read.Asked ? finding.Text
                : string.Create(CultureInfo.InvariantCulture, $"{finding.Text}\nOnly the newest {read.LookedAt} of {read.Asked} videos were looked at; name a video to look at another one."),
            Found = finding.Found,
            Confidence = Math.Clamp(finding.Confidence, 0, 1),
            // An answer that finds nothing may still say where to look.
            Citations = finding.Citations,
            Watermark = read.Videos.Select(f => f.Seen.End).Aggregate(MediaTime.Min),
            Coverage = read.Videos.Average(f => f.Coverage) * read.Share,
        };
    }

    private static Answer Nothing() => new()
    {
        Text = "Nothing has been seen yet: none of the asked videos has a sealed segment.",
        Found = false,
        Confidence = 0,
        Citations = [],
    };
}
