using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Kills runs at every byte and takes them up again: the file must come out the same.</summary>
public sealed class PairLogTests
{
    private const int Attempts = 12;

    [Fact]
    public void A_run_cut_at_any_byte_ends_in_the_same_files()
    {
        using var whole = new TempFolder();
        Run(whole.File("pairs.jsonl"), Attempts);
        var (pairs, journal) = Bytes(whole);
        // The order in which both files grew; a kill leaves a beginning of it.
        var cuts = 0;
        for (var done = 0; done <= Attempts; done += 3)
        {
            using var partly = new TempFolder();
            Run(partly.File("pairs.jsonl"), done);
            var (soFar, soFarJournal) = Bytes(partly);
            foreach (var extra in new[] { 0, 1, 17, 300 })
            {
                File.WriteAllBytes(partly.File("pairs.jsonl"), pairs[..Math.Min(pairs.Length, soFar.Length + (IsPair(done) ? extra : 0))]);
                File.WriteAllBytes(partly.File("pairs.jsonl.run"), journal[..Math.Min(journal.Length, soFarJournal.Length + (IsPair(done) ? 0 : Math.Min(extra, 9)))]);
                Run(partly.File("pairs.jsonl"), Attempts);
                var ended = Bytes(partly);
                Assert.Equal(pairs, ended.Pairs);
                Assert.Equal(journal, ended.Journal);
                cuts++;
            }
        }

        Assert.Equal(20, cuts);
    }

    [Fact]
    public void What_lies_behind_a_lost_attempt_is_made_again()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        Run(path, Attempts);
        var whole = Bytes(folder);
        // As after a loss of power: the journal lost its end, the pairs did not.
        var lines = File.ReadAllLines(path + ".run");
        File.WriteAllText(path + ".run", string.Join('\n', lines[..2]) + "\n");

        using (var log = Open(path)) Assert.Equal(4, log.Next);
        Run(path, Attempts);

        Assert.Equal(whole.Pairs, Bytes(folder).Pairs);
        Assert.Equal(whole.Journal, Bytes(folder).Journal);
    }

    [Fact]
    public void Rejects_are_counted_over_all_lives_of_a_run()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        Run(path, 5);
        Run(path, Attempts);

        using var log = Open(path);

        Assert.Equal(Attempts, log.Next);
        Assert.Equal(8, log.Count);
        Assert.Equal([("odd", 2L), ("vague", 2L)], log.Rejects.Select(reason => (reason.Key, reason.Value)));
    }

    [Fact]
    public void Other_settings_a_second_writer_and_a_foreign_file_are_refused()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        using (var log = Open(path))
        {
            Assert.Contains("another run", Assert.Throws<PreferenceException>(() => Open(path)).Message, StringComparison.Ordinal);
            log.Add(SamplePairs.Of(0));
            Assert.Throws<PreferenceException>(() => log.Add(SamplePairs.Of(5)));
            Assert.Throws<PreferenceException>(() => log.Add(SamplePairs.Of(1) with { Chosen = " " }));
        }

        Assert.Contains("other settings", Assert.Throws<PreferenceException>(() => PairLog.Open(path, "b", TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        File.Delete(path + ".run");
        Assert.Contains("no journal", Assert.Throws<PreferenceException>(() => Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_source_is_gone_from_pairs_and_stays_named()
    {
        using var folder = new TempFolder();
        var path = folder.File("pairs.jsonl");
        Run(path, Attempts);
        var source = SamplePairs.Of(5).Context.Clips[1].SourceId;

        var taken = Withdrawal.Take(path, [source, "world:never"], TestContext.Current.CancellationToken);

        Assert.Equal([(source, 1), ("world:never", 0)], taken.Select(one => (one.SourceId, one.Pairs)));
        Assert.DoesNotContain(SamplePairs.Read(path), pair => pair.Sources.Contains(source));
        Assert.Equal(7, SamplePairs.Read(path).Count);
        Assert.Equal([source, "world:never"], Withdrawal.Of(path).Order(StringComparer.Ordinal));
        using (var log = Open(path)) Assert.Equal((Attempts, 7, 1), (log.Next, log.Count, log.Rejects[Withdrawal.Reason]));
        Assert.Equal(0, Withdrawal.Take(path, [source], TestContext.Current.CancellationToken)[0].Pairs);
        Assert.Contains(""","pairs":1}""", File.ReadAllText(path + ".withdrawn"), StringComparison.Ordinal);
    }

    // Every third attempt makes no pair.
    private static bool IsPair(int attempt) => attempt % 3 != 1;

    private static void Run(string path, int until)
    {
        using var log = Open(path);
        while (log.Next < until)
        {
            if (IsPair((int)log.Next)) log.Add(SamplePairs.Of((int)log.Next));
            else log.Reject(log.Next % 2 == 0 ? "vague" : "odd");
        }
    }

    private static PairLog Open(string path) => PairLog.Open(path, "a", TestContext.Current.CancellationToken);

    private static (byte[] Pairs, byte[] Journal) Bytes(TempFolder folder) => (File.ReadAllBytes(folder.File("pairs.jsonl")), File.ReadAllBytes(folder.File("pairs.jsonl.run")));
}
