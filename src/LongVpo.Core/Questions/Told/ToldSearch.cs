using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions.Told;

/// <summary>Finds whom a question means in what captions tell and lines say of one video.</summary>
internal sealed class ToldSearch(Footage footage)
{
    /// <summary>All that fit, by time.</summary>
    public ImmutableArray<ToldHit> Find(Reference reference) => reference switch
    {
        NamedReference named => [.. Named(named, footage.Told.Where(telling => footage.InWindow(telling.Range)))],
        NextReference next => [.. Find(next.Before).Select(After).OfType<ToldHit>()],
        PlaceReference shared => [.. Find(shared.With).SelectMany(Beside)],
        _ => [.. Names(reference).SelectMany(name => Named(new NamedReference(name.Name.Text, name.Name, Phrase.Empty, Phrase.Empty), footage.Told).Select(hit => hit with { Evidence = name.Evidence.AddRange(hit.Evidence) }))],
    };

    /// <summary>What those who fit are called; each name once.</summary>
    public ImmutableArray<ToldName> Names(Reference reference)
    {
        var names = reference switch
        {
            DeedReference deed => Names(deed.To).SelectMany(to => Doers(deed.Deed, to)),
            NamedReference { Who.Words.IsEmpty: false } named when named.Doing.Words.IsEmpty && named.Place.Words.IsEmpty => [new ToldName(named.Who, [])],
            _ => Find(reference).Select(hit => new ToldName(hit.Statement.Subject, hit.Evidence)),
        };
        var distinct = ImmutableArray.CreateBuilder<ToldName>();
        foreach (var name in names)
            if (!distinct.Any(known => known.Name.IsSame(name.Name))) distinct.Add(name);
        return distinct.ToImmutable();
    }

    private IEnumerable<ToldHit> Named(NamedReference named, IEnumerable<Telling> tellings) =>
        from telling in tellings
        let statement = telling.Statements.FirstOrDefault(one => one.Subject.Holds(named.Who) && one.Doing.Holds(named.Doing) && IsIn(one, named.Place))
        where statement is not null
        select new ToldHit(telling, statement, [.. telling.Cite(footage.Video).Where(citation => footage.InWindow(citation.Range))]);

    // "The man in the blue shirt" is told of as "a man in a blue shirt" wherever he is.
    private static bool IsIn(Statement statement, Phrase place) => statement.Place.Holds(place) || statement.Subject.Holds(place);

    // What follows a stretch of which nothing is known is not what follows it.
    private ToldHit? After(ToldHit before)
    {
        var next = footage.Told.FirstOrDefault(telling => telling.Range.Start == before.Telling.Range.End);
        return next is null ? null : new ToldHit(next, next.Statements[0], before.Evidence.AddRange(next.Cite(footage.Video)));
    }

    private IEnumerable<ToldHit> Beside(ToldHit known) =>
        from telling in footage.Told
        where telling != known.Telling && !known.Statement.Place.Words.IsEmpty
        let statement = telling.Statements.FirstOrDefault(one => one.Place.IsSame(known.Statement.Place) && !one.Subject.IsSame(known.Statement.Subject))
        where statement is not null
        select new ToldHit(telling, statement, known.Evidence.AddRange(telling.Cite(footage.Video)));

    // Who speaks is whom the picture shows meanwhile: "the blue ring called me", said while a red circle is seen, tells who called the red circle.
    private IEnumerable<ToldName> Doers(Phrase deed, ToldName to)
    {
        if (deed.Words is not [var verb]) yield break;
        foreach (var line in footage.Lines.Where(line => line.IsSpeech))
        {
            var at = line.Tokens.Select(token => token.Stem).ToList().IndexOf(verb.Stem);
            if (at < 1 || at + 1 >= line.Tokens.Length) continue;
            var isOfSpeaker = line.Tokens[at + 1].Word is "me" or "us";
            var isMeant = isOfSpeaker ? Shown(line)?.Statements.Any(statement => statement.Subject.Holds(to.Name)) == true : IsAbout(line.Tokens[(at + 1)..], to.Name);
            if (!isMeant) continue;
            var name = Phrase.Of(line.Text[..line.Tokens[at].Start]);
            if (Determined(name.Text) is { } plain) name = Phrase.Of(plain);
            if (!name.Text.Contains(',', StringComparison.Ordinal)) yield return new ToldName(name, to.Evidence.Add(line.Cite(window: null)));
        }
    }

    private static bool IsAbout(ImmutableArray<Token> words, Phrase name) => !name.Words.IsEmpty && new Phrase(string.Empty, words).Holds(name);

    // The capital of the sentence's first word is none of the name.
    private static string? Determined(string text) => text.StartsWith("The ", StringComparison.Ordinal) ? "the " + text[4..] : null;

    private Telling? Shown(WordLine line) =>
        footage.Told.Where(telling => telling.Range.Overlaps(line.Range)).MaxBy(telling => telling.Range.Intersect(line.Range)?.Duration ?? TimeSpan.Zero);
}
