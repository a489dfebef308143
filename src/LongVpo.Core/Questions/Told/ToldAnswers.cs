using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions.Told;

/// <summary>
/// Answers from what a model's captions state. A part of a caption is the answer only where the rest of it is what the question names; where several scenes fit and differ, all of them are
/// told, because which is meant is not known.
/// </summary>
/// <param name="options">How much is cited.</param>
public sealed class ToldAnswers(QuestionOptions options)
{
    // A model said it, and what it says is not always so: less than words that were read.
    private const double Confidence = 0.7;
    private const double SeveralFit = 0.4;

    // Below it, captions are too few to say that something is not there.
    private const double CoverageLeast = 0.5;

    /// <summary>Null where captions do not answer it, and other rules may.</summary>
    public Finding? Answer(Footage footage, ParsedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(question);
        if (question.Told is not { } asked || footage.Told.IsEmpty) return null;
        var search = new ToldSearch(footage);
        return asked.Kind switch
        {
            ToldKind.Order => Order(footage, asked, search),
            ToldKind.Count => Count(asked, search),
            ToldKind.Doer => Doer(footage, asked, search),
            _ => Value(footage, asked, search),
        };
    }

    private Finding? Value(Footage footage, ToldQuestion asked, ToldSearch search)
    {
        var hits = search.Find(asked.About[0]);
        if (hits.IsEmpty) return asked.Kind == ToldKind.Doing || asked.About[0] is not NamedReference ? Nobody(footage, asked.About[0]) : null;
        if (asked.Turn > hits.Length || asked.Times > hits.Length)
            return Finding.No(Wording.Sentence($"{asked.About[0].Words} is told of {(hits.Length == 1 ? "only once" : $"only {hits.Length} times")}{Wording.In(footage.Window)}"));
        var evidence = asked.Times > 0 ? [.. hits.SelectMany(hit => hit.Evidence)] : ImmutableArray<Citation>.Empty;
        if (asked.Turn != 0) hits = [asked.Turn == ToldQuestion.LastTurn ? hits[^1] : hits[asked.Turn - 1]];
        var told = hits.Select(hit => (Hit: hit, Value: ValueOf(hit.Statement, asked.Kind))).Where(one => one.Value.Length > 0).ToList();
        if (told.Count == 0) return null;
        var distinct = told.DistinctBy(one => one.Value, StringComparer.OrdinalIgnoreCase).ToList();
        var cited = evidence.Concat(told.SelectMany(one => one.Hit.Evidence));
        return distinct.Count == 1
            ? Found(distinct[0].Value, Confidence, cited)
            : Found($"{Wording.Count(told.Count, "scene")} fit that: {Wording.List([.. distinct.Take(options.CitationsMost).Select(one => $"{one.Value} ({TimeText.Of(one.Hit.Telling.Range)})")])}", SeveralFit, cited);
    }

    private Finding Order(Footage footage, ToldQuestion asked, ToldSearch search)
    {
        var seen = asked.About.Select(about => (About: about, Hits: search.Find(about))).Where(one => !one.Hits.IsEmpty)
            .Select(one => (one.About, Hit: asked.Turn == ToldQuestion.LastTurn ? one.Hits[^1] : one.Hits[0])).OrderBy(one => one.Hit.Telling.Range.Start).ToList();
        return seen switch
        {
            [] => Nobody(footage, asked.About[0]),
            [var only] => new Finding(false, Wording.Sentence($"of these, captions tell only of {only.About.Words}{Wording.In(footage.Window)}"), 0, Wording.Cited(only.Hit.Evidence, options.CitationsMost)),
            _ => Found((asked.Turn == ToldQuestion.LastTurn ? seen[^1] : seen[0]).About.Words, Confidence, seen.SelectMany(one => one.Hit.Evidence)),
        };
    }

    private Finding? Count(ToldQuestion asked, ToldSearch search)
    {
        var hits = search.Find(asked.About[0]);
        return hits.IsEmpty ? null : Found(Wording.Count(hits.Length, "scene"), Confidence, hits.SelectMany(hit => hit.Evidence)) with { Times = hits.Length };
    }

    private Finding? Doer(Footage footage, ToldQuestion asked, ToldSearch search)
    {
        var names = search.Names(asked.About[0]);
        if (names.IsEmpty)
        {
            var to = asked.About[0];
            while (to is DeedReference deed) to = deed.To;
            return search.Find(to).IsEmpty ? null : Finding.No(Wording.Sentence($"nothing that is said{Wording.In(footage.Window)} tells that of {to.Words}"));
        }

        var evidence = names.SelectMany(name => name.Evidence);
        return names is [var one]
            ? Found(one.Name.Text, Confidence, evidence)
            : Found($"{names.Length} are named: {Wording.List([.. names.Select(name => name.Name.Text)])}", SeveralFit, evidence);
    }

    private static Finding Nobody(Footage footage, Reference about)
    {
        var asked = footage.Asked.Count();
        var captioned = footage.Told.Where(telling => footage.InWindow(telling.Range)).Sum(telling => telling.Segments.Length);
        var partly = asked == 0 || captioned < CoverageLeast * asked ? $", but only {captioned} of {Wording.Count(asked, "segment")} have one" : string.Empty;
        return Finding.No(Wording.Sentence($"no caption{Wording.In(footage.Window)} tells of {about.Words}{partly}"));
    }

    private static string ValueOf(Statement statement, ToldKind kind) => kind switch
    {
        ToldKind.Doing => statement.Doing.Words.IsEmpty ? string.Empty : $"{statement.Subject} {statement.Doing}",
        ToldKind.Number => statement.Number is { } number ? $"number {number}" : string.Empty,
        ToldKind.Place => statement.Place.Text,
        _ => statement.Subject.Text,
    };

    private Finding Found(string text, double confidence, IEnumerable<Citation> evidence) => new(true, Wording.Sentence(text), confidence, Wording.Cited(evidence, options.CitationsMost));
}
