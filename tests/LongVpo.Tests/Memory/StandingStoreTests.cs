using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Standing;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Memory;

/// <summary>What is pinned and what was told survives the process, and nothing is told twice.</summary>
public sealed class StandingStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly VideoId Film = new("film");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_and_progress_come_back_as_they_were()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("film", ["one"]);
        AlertCondition?[] conditions = [null, new AnswerFound(), new AnswerNotFound(), new TextContains("„Tor“"), new CountAtLeast(3, TimeSpan.FromSeconds(60)), new MeasuredLevel(ObservationKind.Loudness, true, -20.5)];
        var questions = conditions.Select((condition, i) => Question($"q{i}") with { Condition = condition, Within = StoreInFolder.Range(1, 9.5) }).ToList();
        foreach (var question in questions) Assert.True(await store.Session.Standing.AddAsync(question, 7, 6, Token));
        Assert.False(await store.Session.Standing.AddAsync(Question("more"), 0, 6, Token));
        var state = new StandingState { Version = 4, Text = "yes", Found = true, Evaluations = 2, Skipped = 1, NearUntil = StoreInFolder.Range(0, 3).End, Track = new EpisodeTrack { Open = StoreInFolder.Range(2, 3), Raised = true } };
        var notice = Began("e1");
        await store.Session.Standing.CommitAsync("q1", 7, 9, new Dictionary<VideoId, StandingState> { [Film] = state }, [notice], 10, Now, Token);

        await store.ReopenAsync();

        Assert.Equal(questions.Select(q => q.ToString()), (await store.Session.Standing.ListAsync(Token)).Select(q => q.ToString()));
        Assert.Equal("its secret of the test", (await store.Session.Standing.ListAsync(Token))[0].Webhook!.Secret);
        var progress = (await store.Session.Standing.ReadProgressAsync("q1", Token))!;
        Assert.Equal((9, state.ToString()), (progress.Position, progress.States[Film].ToString()));
        Assert.Equal([new NumberedNotice(1, notice, Now)], await store.Session.Standing.ReadNoticesAsync("q1", 0, 10, Token));
        Assert.Null(await store.Session.Standing.ReadProgressAsync("nobody", Token));
    }

    [Fact]
    public async Task A_webhooks_secret_does_not_leave_with_the_database()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.Session.Standing.AddAsync(Question("q"), 0, 10, Token);
        await store.ReopenAsync();
        var key = Path.Combine(store.Folder, "secrets.key");

        foreach (var file in Directory.GetFiles(store.Folder, "longvpo.db*"))
            Assert.False((await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf("its secret of the test"u8) >= 0, file);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        await File.WriteAllBytesAsync(key, new byte[32], Token);
        await store.ReopenAsync();
        var other = await Assert.ThrowsAsync<StoreException>(async () => await store.Session.Standing.ListAsync(Token));
        File.Delete(key);
        await store.ReopenAsync();
        var missing = await Assert.ThrowsAsync<StoreException>(async () => await store.Session.Standing.ListAsync(Token));

        Assert.Contains("put that one back", other.Message, StringComparison.Ordinal);
        Assert.Contains(key, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_kept_once_and_a_writer_that_is_behind_is_refused()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("film", ["one"]);
        var standing = store.Session.Standing;
        await standing.AddAsync(Question("q"), 0, 10, Token);
        await standing.CommitAsync("q", 0, 1, States(), [Began("e1")], 10, Now, Token);
        await standing.CommitAsync("q", 1, 2, States(), [Began("e1"), Began("e2")], 10, Now, Token);

        await Assert.ThrowsAsync<StoreException>(async () => await standing.CommitAsync("q", 1, 3, States(), [Began("e3")], 10, Now, Token));

        var kept = await standing.ReadNoticesAsync(null, 0, 10, Token);
        Assert.Equal(["e1", "e2"], kept.Select(n => n.Notice.Id));
        Assert.Equal(2, (await store.Session.Deliveries.ListAsync("q", 10, Token)).Count);
        Assert.Equal(kept[1].Number, await standing.LastNoticeAsync(Token));
    }

    [Fact]
    public async Task Deliveries_wait_in_order_and_what_is_too_many_is_dead_until_replayed()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("film", ["one"]);
        await store.Session.Standing.AddAsync(Question("q"), 0, 10, Token);
        var ended = new EpisodeEnded("e1-end", "q", Film, "e1", StoreInFolder.Range(1, 2));
        var changed = new AnswerChanged("c1", "q", Film, StoreInFolder.Range(0, 2).End, null, "words", true, [new Citation(Film, new SegmentId(1), StoreInFolder.Range(1, 2), "quote")], []);
        await store.Session.Standing.CommitAsync("q", 0, 1, States(), [Began("e1"), ended, changed, Began("e2")], 2, Now, Token);
        var deliveries = store.Session.Deliveries;

        Assert.Equal(["https://example.org/hook"], await deliveries.WaitingUrlsAsync(Token));
        var (first, webhook) = (await deliveries.NextAsync("https://example.org/hook", Token))!.Value;
        Assert.Equal(("e1", "its secret of the test"), (first.Notice.Id, webhook.Secret));
        await deliveries.RecordAsync(first with { State = DeliveryState.Delivered, Attempts = 1 }, Token);
        Assert.Equal("c1", (await deliveries.NextAsync("https://example.org/hook", Token))!.Value.Delivery.Notice.Id);
        Assert.Equal([DeliveryState.Dead, DeliveryState.Waiting, DeliveryState.Delivered], (await deliveries.ListAsync("q", 10, Token)).Select(d => d.State));
        Assert.True(await deliveries.ReplayAsync("q", 3, Token));
        Assert.False(await deliveries.ReplayAsync("other", 3, Token));
        Assert.True(await store.Session.Standing.RemoveAsync("q", Token));
        Assert.Empty(await deliveries.WaitingUrlsAsync(Token));
        Assert.Equal(4, await store.Session.Standing.LastNoticeAsync(Token));
    }

    [Fact]
    public async Task What_was_told_about_a_video_goes_with_it_and_does_not_come_back()
    {
        await using var store = await StoreInFolder.OpenAsync();
        await store.AddAsync("film", ["one"]);
        await store.Session.Standing.AddAsync(Question("q"), 0, 10, Token);
        var states = new Dictionary<VideoId, StandingState> { [Film] = new() { Version = 1, Text = "It was there." } };
        await store.Session.Standing.CommitAsync("q", 0, 1, states, [Began("e1")], 10, Now, Token);

        await store.Session.Videos.DeleteAsync(Film, Token);
        await store.Session.Standing.CommitAsync("q", 1, 2, states, [Began("e2")], 10, Now, Token);

        Assert.Empty((await store.Session.Standing.ReadProgressAsync("q", Token))!.States);
        Assert.Empty(await store.Session.Standing.ReadNoticesAsync(null, 0, 10, Token));
        Assert.Empty(await store.Session.Deliveries.ListAsync("q", 10, Token));
    }

    private static Dictionary<VideoId, StandingState> States() => [];

    private static StandingQuestion Question(string id) =>
        new() { Id = id, Text = "Is „it“ there?", Videos = [Film], Webhook = new Webhook("https://example.org/hook", "its secret of the test"), HoldOff = TimeSpan.FromSeconds(2), Since = Now };

    private static EpisodeBegan Began(string id) => new(id, "q", Film, StoreInFolder.Range(1, 2).Start, StoreInFolder.Range(1, 2).End, new SegmentId(3), "It was there.");
}
