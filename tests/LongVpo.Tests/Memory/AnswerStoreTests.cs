using LongVpo.Core.Answers;
using LongVpo.Core.Feedback;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using Microsoft.Data.Sqlite;

namespace LongVpo.Tests.Memory;

/// <summary>Answers and what was said about them are kept exactly, within bounds, and go with the footage.</summary>
public sealed class AnswerStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeedbackOptions Options = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_and_what_was_said_about_it_come_back_after_the_store_was_closed()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["GRAND HOTEL"], ["HARBOUR"]);
        var kept = Answer("r1", film, cited: 1) with { Question = new Question { Text = "Where is „das Hotel“?", Videos = [film], AsOf = StoreInFolder.Range(0, 7.5).End, Mode = AnswerMode.MapReduce } };
        Assert.True(await store.Session.Answers.KeepAsync(kept, Options, Token));
        Assert.Equal(FeedbackOutcome.Kept, await SayAsync(store, "r1", "alice", FeedbackKind.Corrected, "It is „hier“.", new FootagePlace(film, new SegmentId(0))));

        await store.ReopenAsync();
        var found = await store.Session.Answers.FindAsync("r1", Token);

        Assert.NotNull(found);
        Assert.Equal((kept.Question.Text, kept.Question.AsOf, kept.Question.Mode, kept.At), (found.Answer.Question.Text, found.Answer.Question.AsOf, found.Answer.Question.Mode, found.Answer.At));
        Assert.Equal(kept.Answer.Citations, found.Answer.Answer.Citations);
        Assert.Equal((kept.Answer.Text, kept.Answer.Watermark), (found.Answer.Answer.Text, found.Answer.Answer.Watermark));
        var said = Assert.Single(found.Feedback);
        Assert.Equal((FeedbackKind.Corrected, "It is „hier“.", "alice"), (said.Kind, said.Text, said.By));
        Assert.Equal([new FootagePlace(film, new SegmentId(0))], said.Places);
        Assert.Null(await store.Session.Answers.FindAsync("r2", Token));
    }

    [Fact]
    public async Task Of_one_giver_the_last_word_counts_and_the_same_word_twice_changes_nothing()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.Session.Answers.KeepAsync(Answer("r1", await store.AddAsync("film", ["one"])), Options, Token);

        Assert.Equal(FeedbackOutcome.Kept, await SayAsync(store, "r1", "alice", FeedbackKind.Up));
        Assert.Equal(FeedbackOutcome.Same, await SayAsync(store, "r1", "alice", FeedbackKind.Up));
        Assert.Equal(FeedbackOutcome.Kept, await SayAsync(store, "r1", "bob", FeedbackKind.Up));
        Assert.Equal(FeedbackOutcome.Replaced, await SayAsync(store, "r1", "alice", FeedbackKind.Down));

        Assert.Equal([("alice", FeedbackKind.Down), ("bob", FeedbackKind.Up)], (await store.Session.Answers.FindAsync("r1", Token))!.Feedback.Select(said => (said.By!, said.Kind)));
        Assert.True(await store.Session.Answers.RemoveFeedbackAsync("r1", "alice", Token));
        Assert.False(await store.Session.Answers.RemoveFeedbackAsync("r1", "alice", Token));
        Assert.Single(await store.Session.Answers.ReadJudgedAsync(Token));
        Assert.True(await store.Session.Answers.RemoveFeedbackAsync("r1", "bob", Token));
        Assert.Empty(await store.Session.Answers.ReadJudgedAsync(Token));
    }

    [Fact]
    public async Task Answers_beyond_the_bound_go_oldest_first_and_those_with_feedback_stay()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"]);
        var few = new FeedbackOptions { AnswersKept = 2, JudgedMost = 1, GiversMost = 1 };
        await store.Session.Answers.KeepAsync(Answer("r1", film), few, Token);
        await store.Session.Answers.AddFeedbackAsync("r1", Said("alice", FeedbackKind.Up), few, Token);

        foreach (var id in (string[])["r2", "r3", "r4"]) await store.Session.Answers.KeepAsync(Answer(id, film), few, Token);

        foreach (var (id, stays) in new[] { ("r1", true), ("r2", false), ("r3", true), ("r4", true) }) Assert.Equal(stays, await store.Session.Answers.FindAsync(id, Token) is not null);
        Assert.Equal(FeedbackOutcome.Full, await store.Session.Answers.AddFeedbackAsync("r3", Said("alice", FeedbackKind.Up), few, Token));
        Assert.Equal(FeedbackOutcome.Full, await store.Session.Answers.AddFeedbackAsync("r1", Said("bob", FeedbackKind.Up), few, Token));
        Assert.Equal(FeedbackOutcome.Replaced, await store.Session.Answers.AddFeedbackAsync("r1", Said("alice", FeedbackKind.Down), few, Token));
        Assert.False(await store.Session.Answers.KeepAsync(Answer("r5", film), few with { AnswersKept = 0 }, Token));
    }

    [Fact]
    public async Task What_was_said_goes_with_the_first_video_that_it_is_about_also_from_the_raw_files()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var (kept, gone, named) = (await store.AddAsync("kept", ["one"]), await store.AddAsync("gone", ["two"]), await store.AddAsync("named", ["three"]));
        await store.Session.Answers.KeepAsync(Answer("r1", gone), Options, Token);
        await store.Session.Answers.KeepAsync(Answer("r2", kept), Options, Token);
        await store.Session.Answers.KeepAsync(Answer("r3", kept), Options, Token);
        await SayAsync(store, "r1", "alice", FeedbackKind.Corrected, "the xylophonist waves");
        await SayAsync(store, "r2", "alice", FeedbackKind.Up);
        await SayAsync(store, "r3", "alice", FeedbackKind.Located, null, new FootagePlace(named, new SegmentId(0)));

        await store.Session.Videos.DeleteAsync(gone, Token);
        await store.Session.Videos.DeleteAsync(named, Token);

        Assert.Equal(["r2"], (await store.Session.Answers.ReadJudgedAsync(Token)).Select(one => one.Answer.Id));
        Assert.Equal(FeedbackOutcome.NoAnswer, await SayAsync(store, "r1", "alice", FeedbackKind.Up));
        Assert.False(await store.Session.Answers.KeepAsync(Answer("r4", gone), Options, Token));
        Assert.DoesNotContain("xylophonist", System.Text.Encoding.Latin1.GetString(await ReadAsync(store.Database)), StringComparison.Ordinal);
        Assert.Empty(await store.Session.Care.VerifyAsync(Token));
    }

    [Fact]
    public async Task A_segment_that_is_not_remembered_cannot_be_named()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"]);
        await store.Session.Answers.KeepAsync(Answer("r1", film), Options, Token);

        Assert.Equal(FeedbackOutcome.NoPlace, await SayAsync(store, "r1", "alice", FeedbackKind.Located, null, new FootagePlace(film, new SegmentId(1))));
        Assert.Equal(FeedbackOutcome.NoPlace, await SayAsync(store, "r1", "alice", FeedbackKind.Located, null, new FootagePlace(new VideoId("other"), new SegmentId(0))));
        Assert.Empty((await store.Session.Answers.FindAsync("r1", Token))!.Feedback);
    }

    [Fact]
    public async Task A_store_of_the_schema_before_keeps_its_videos_and_takes_answers()
    {
        await using var store = await StoreInFolder.OpenAsync();
        var film = await store.AddAsync("film", ["one"]);
        await store.Session.DisposeAsync();
        await using (var link = new SqliteConnection($"Data Source={store.Database};Pooling=False"))
        {
            await link.OpenAsync(Token);
            await using var command = link.CreateCommand();
            command.CommandText = "DROP TABLE answers; DROP TABLE answer_videos; DROP TABLE feedback; DELETE FROM meta WHERE name = 'speech'; PRAGMA user_version = 6;";
            await command.ExecuteNonQueryAsync(Token);
        }

        await store.ReopenAsync();

        Assert.True(await store.Session.Answers.KeepAsync(Answer("r1", film), Options, Token));
        Assert.Equal(FeedbackOutcome.Kept, await SayAsync(store, "r1", "alice", FeedbackKind.Up));
        Assert.Equal(film, Assert.Single(await store.Session.Videos.ListAsync(Token)).Video);
    }

    private static ValueTask<FeedbackOutcome> SayAsync(StoreInFolder store, string id, string by, FeedbackKind kind, string? text = null, params FootagePlace[] places) =>
        store.Session.Answers.AddFeedbackAsync(id, Said(by, kind) with { Text = text, Places = [.. places] }, Options, Token);

    private static AnswerFeedback Said(string by, FeedbackKind kind) => new() { Kind = kind, By = by, At = Now };

    private static KeptAnswer Answer(string id, VideoId video, int cited = 0) => new()
    {
        Id = id,
        Question = new Question { Text = "What is shown?", Videos = [video] },
        Answer = new Answer
        {
            Text = "A sign.", Found = true, Confidence = 0.5, Watermark = StoreInFolder.Range(0, 10).End, Coverage = 1,
            Citations = [new Citation(video, new SegmentId(cited), StoreInFolder.Range(5.0 * cited, 5.0 * (cited + 1)), "a \"sign\"") { Utc = Now }],
        },
        At = Now,
    };

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
