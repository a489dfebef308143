using LongVpo.Core.Answers;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Contract;

/// <summary>Turns what the rooms know into the contract's documents, the one place where exact times become seconds.</summary>
public static class Documents
{
    /// <summary>Container seconds to the microsecond: finer than any frame, and free of floating-point tails.</summary>
    public static double Seconds(MediaTime time) => Math.Round(time.Seconds, 6);

    public static string NameOf(ObservationKind kind) => kind switch
    {
        ObservationKind.ScreenText => "screen_text",
        ObservationKind.ClosedCaption => "closed_caption",
        _ => NameOf<ObservationKind>(kind),
    };

    public static string NameOf(Opening opening) => NameOf<Opening>(opening);

    public static ObservationDocument From(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        return new ObservationDocument(
            NameOf(observation.Kind), observation.Text, observation.Value is { } value ? Math.Round(value, 4) : null,
            Seconds(observation.Range.Start), Seconds(observation.Range.End),
            observation.Box is { } box ? [.. new[] { box.Left, box.Top, box.Width, box.Height }.Select(share => Math.Round(share, 4))] : null);
    }

    public static GapDocument From(GapRecorded gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        return new GapDocument(Seconds(gap.Range.Start), Seconds(gap.Range.End), gap.Reason);
    }

    /// <summary>Speech that was written down, or sound that could not be.</summary>
    public static SpeechDocument Of(Transcript speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        return new SpeechDocument(Seconds(speech.Range.Start), Seconds(speech.Range.End), speech.Text) { Model = speech.Model?.Name, Problem = speech.Problem };
    }

    /// <summary>Sound that could not be written down, as a stretch of which nothing is known.</summary>
    public static GapDocument From(Transcript speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        return new GapDocument(Seconds(speech.Range.Start), Seconds(speech.Range.End), speech.Problem ?? string.Empty);
    }

    /// <param name="segment">The segment.</param>
    /// <param name="clock">When its footage was live.</param>
    /// <param name="said">What a model said of it, which is then its caption.</param>
    public static SegmentDocument From(Segment segment, UtcMap? clock = null, ModelCaption? said = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var span = segment.Span;
        return new SegmentDocument(
            span.Id.ToString(), Seconds(span.Range.Start), Seconds(span.Range.End), NameOf(span.OpensWith), span.Shot, said is { Text.Length: > 0 } ? said.Text : segment.Caption.Text,
            [.. segment.Observations.Select(From)])
        {
            Utc = clock?.At(span.Range.Start), Degraded = segment.Degraded, CaptionBy = By(said), Observed = said is { Text.Length: > 0 } ? segment.Caption.Text : null,
        };
    }

    public static NodeDocument From(TreeNode node, ModelCaption? said = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        var caption = said is { Text.Length: > 0 } ? said.Text : node.Caption.Text;
        return new NodeDocument(node.Id, Seconds(node.Range.Start), Seconds(node.Range.End), node.Children, caption, node.Closed)
        {
            CaptionBy = By(said), Observed = said is { Text.Length: > 0 } ? node.Caption.Text : null,
        };
    }

    public static AnswerDocument From(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new AnswerDocument(
            answer.Text, answer.Found, Math.Round(answer.Confidence, 3), [.. answer.Citations.Select(From)],
            answer.Watermark is { } seen ? Seconds(seen) : null, Math.Round(answer.Coverage, 4)) { Caution = answer.Caution, By = By(answer.Model) };
    }

    public static CitationDocument From(Citation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        return new CitationDocument(
            citation.Video.Value, citation.Segment.ToString(), Seconds(citation.Range.Start), Seconds(citation.Range.End), citation.Quote) { Utc = citation.Utc };
    }

    public static HitDocument From(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var range = evidence.Observation.Range;
        return new HitDocument(
            evidence.Video.Value, evidence.Segment.ToString(), Seconds(range.Start), Seconds(range.End), Math.Round(evidence.Score, 4),
            evidence.Observation.Text ?? string.Empty);
    }

    /// <summary>The name of a mode as people type it.</summary>
    public static string NameOf(AnswerMode mode) => mode == AnswerMode.MapReduce ? "map-reduce" : NameOf<AnswerMode>(mode);

    public static CaptionDocument From(ModelCaption said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return new CaptionDocument(said.Subject, said.Text, By(said)!);
    }

    public static CaptionByDocument? By(ModelCaption? said) => said is null ? null : new CaptionByDocument(said.Model.Name, said.Model.Digest, said.Pictures)
    {
        SameAs = said.SameAs, Likelihood = said.LogLikelihood is { } known ? Math.Round(Math.Exp(known), 4) : null, Problem = said.Problem, From = said.From.IsDefaultOrEmpty ? null : [.. said.From.Select(source => new CaptionSourceDocument(source.Id, source.Version))],
    };

    private static AnsweredByDocument? By(ModelShare? share) => share is null ? null
        : new AnsweredByDocument(share.Name, NameOf(share.Mode), share.Calls, share.PromptTokens, share.ReplyTokens, share.Invented) { Version = share.Version?.Digest, Instead = share.Instead };

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
