using LongVpo.Core.Answers;
using LongVpo.Core.Observations;

namespace LongVpo.Tests.Memory;

/// <summary>People type anything, and the full-text engine has a syntax of its own: nothing that is typed may reach it as syntax.</summary>
public sealed class WordFuzzTests
{
    private const string Alphabet = "ab\"'*^():+-{}[]\\/,;.!?%_~@#$&|<>=`\0\t\n éß漢🎬\ud800 NOT AND OR NEAR text: 0x";

    [Fact]
    public async Task No_text_is_an_error_and_a_quoted_word_is_still_found()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["the \"needle\" AND (NOT) hay"]);
        var random = new Random(20_260_101);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var query = new EvidenceQuery
            {
                Words = [[text, "needle"], [text]],
                Phrase = i % 3 == 0 ? text : null,
                Kinds = i % 5 == 0 ? [ObservationKind.ScreenText, ObservationKind.Motion] : [],
            };

            var found = await store.FindAsync(query);

            if (query.Phrase is null) Assert.Contains(found, e => e.Observation.Kind == ObservationKind.ScreenText);
        }
    }

    [Fact]
    public async Task Very_long_and_very_many_words_are_cut_and_not_refused()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("v", ["needle"]);
        var many = Enumerable.Range(0, 5_000).Select(i => $"w{i}");

        Assert.Single(await store.FindAsync(new EvidenceQuery { Words = [["needle", .. many], [new string('x', 1_000_000)]] }));
    }
}
