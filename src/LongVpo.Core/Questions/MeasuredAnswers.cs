using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Questions;

/// <summary>Sends a question about measurements to whoever knows them, and joins the answers when it asks for several.</summary>
public sealed class MeasuredAnswers(QuestionOptions options)
{
    private readonly CutAnswers _cuts = new(options);
    private readonly StretchAnswers _stretches = new(options);
    private readonly SlideAnswers _slides = new(options);
    private readonly RepeatAnswers _repeats = new(options);
    private readonly PictureFacts _facts = new(options);

    public Finding Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        if (!footage.Asked.Any()) return HonestNo.Of(footage, question);
        var findings = question.Measured.Select(subject => One(footage, question, subject)).ToList();
        if (findings.Count == 1) return findings[0];
        var told = findings.Any(f => f.Found) ? findings.Where(f => f.Found).ToList() : findings;
        return new Finding(
            told[0].Found,
            string.Join(' ', told.Select(f => f.Text).Distinct()),
            told.Max(f => f.Confidence),
            Wording.Cited(told.SelectMany(f => f.Citations), options.CitationsMost));
    }

    private Finding One(Footage footage, ParsedQuestion question, MeasuredSubject subject) => subject switch
    {
        MeasuredSubject.Cuts => _cuts.Cuts(footage, question),
        MeasuredSubject.Shots => _cuts.Shots(footage, question),
        MeasuredSubject.Fades => _cuts.Gradual(footage, question, Opening.Fade),
        MeasuredSubject.Dissolves => _cuts.Gradual(footage, question, Opening.Dissolve),
        MeasuredSubject.PictureChange => _cuts.Changes(footage, question),
        MeasuredSubject.LongestShot => _cuts.Extreme(footage, question, longest: true),
        MeasuredSubject.ShortestShot => _cuts.Extreme(footage, question, longest: false),
        MeasuredSubject.Repeats => _repeats.Answer(footage, question),
        MeasuredSubject.Black => _stretches.Plain(footage, question, "black", o => o.Kind == ObservationKind.Black),
        MeasuredSubject.Dark => _stretches.Plain(footage, question, "dark", Is(ObservationKind.Brightness, "dark"), Any(ObservationKind.Brightness), least: true),
        MeasuredSubject.Bright => _stretches.Plain(footage, question, "bright", Is(ObservationKind.Brightness, "bright"), Any(ObservationKind.Brightness)),
        MeasuredSubject.Silence => _stretches.Plain(footage, question, "silent", Any(ObservationKind.Silence)),
        MeasuredSubject.Quiet => _stretches.Plain(footage, question, "quiet", Is(ObservationKind.Loudness, "quiet"), Any(ObservationKind.Loudness), least: true),
        MeasuredSubject.Loud => _stretches.Plain(footage, question, "loud", Is(ObservationKind.Loudness, "loud"), Any(ObservationKind.Loudness)),
        MeasuredSubject.Sound => _stretches.Plain(footage, question, "with sound", Any(ObservationKind.Loudness)),
        MeasuredSubject.Still => _stretches.Plain(footage, question, "still", Is(ObservationKind.Motion, "still"), Any(ObservationKind.Motion), least: true),
        MeasuredSubject.Motion => _stretches.Plain(footage, question, "strongly moving", Is(ObservationKind.Motion, "strong"), Any(ObservationKind.Motion)),
        MeasuredSubject.Camera => _stretches.Camera(footage, question),
        MeasuredSubject.Colour => _stretches.Colour(footage, question),
        MeasuredSubject.WhichColour => _facts.WhichColour(footage, question),
        MeasuredSubject.ColourOrGrey => _facts.ColourOrGrey(footage, question),
        MeasuredSubject.Length => _facts.Length(footage),
        MeasuredSubject.PageOfText => _slides.Pages(footage, question),
        MeasuredSubject.CaptionLines => _facts.CaptionLines(footage, question),
        _ => _facts.Overview(footage, question),
    };

    private static Func<Observation, bool> Is(ObservationKind kind, string word) => o => o.Kind == kind && o.Text == word;

    private static Func<Observation, bool> Any(ObservationKind kind) => o => o.Kind == kind;
}
