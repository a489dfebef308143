using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LongVpo.Core.Feedback;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Keeps answers and what was said about them in the same file as the footage, so that forgetting a video forgets what was said of it in the same transaction.</summary>
public sealed class SqliteAnswerStore : IAnswerStore
{
    // What the product says about itself; no key can have this name, because it is empty.
    private const string OwnGiver = "";

    private static readonly AnswerJsonContext Context = new(new JsonSerializerOptions(AnswerJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;

    internal SqliteAnswerStore(WriterQueue? writer, ReaderPool readers, StoreFiles files) => (_writer, _readers, _files) = (writer, readers, files);

    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <inheritdoc />
    public async ValueTask<bool> KeepAsync(KeptAnswer answer, FeedbackOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(options);
        if (options.AnswersKept == 0) return false;
        var json = JsonSerializer.Serialize(answer, Context.KeptAnswer);
        var key = SameQuestion.KeyOf(answer.Question);
        string[] videos = [.. answer.Question.Videos.Select(video => video.Value).Concat(answer.Answer.Citations.Select(citation => citation.Video.Value)).Distinct(StringComparer.Ordinal)];
        return await Writer.TransactAsync(
            link =>
            {
                // A video may be deleted while it is asked about; nothing about it may come back.
                if (videos.Any(video => link.Number("SELECT count(*) FROM videos WHERE id = $1", video) == 0)) return false;
                link.Execute("INSERT INTO answers(id, question, json, at) VALUES ($1, $2, $3, $4)", answer.Id, key, json, answer.At.UtcTicks);
                var no = link.Number("SELECT last_insert_rowid()");
                foreach (var video in videos) Tie(link, no, video);
                var over = link.Number("SELECT count(*) FROM answers WHERE judged = 0") - options.AnswersKept;
                if (over > 0) Delete(link, link.Query("SELECT no FROM answers WHERE judged = 0 ORDER BY no LIMIT $1", row => row.GetInt64(0), over));
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<JudgedAnswer?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query("SELECT no, json FROM answers WHERE id = $1", row => (No: row.GetInt64(0), Json: row.GetString(1)), id) is [var found] ? Read(link, found.No, found.Json) : null,
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<KeptAnswer>> ReadSameAsync(string key, int limit, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query("SELECT json FROM answers WHERE question = $1 ORDER BY no DESC LIMIT $2", row => Read(row.GetString(0), Context.KeptAnswer), key, limit), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<FeedbackOutcome> AddFeedbackAsync(string id, AnswerFeedback feedback, FeedbackOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentNullException.ThrowIfNull(options);
        return await Writer.TransactAsync(link => Add(link, id, feedback, options), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<bool> RemoveFeedbackAsync(string id, string giver, CancellationToken cancellationToken) =>
        await Writer.TransactAsync(
            link =>
            {
                var no = link.Number("SELECT no FROM answers WHERE id = $1", id);
                var removed = link.Execute("DELETE FROM feedback WHERE answer = $1 AND giver = $2", no, giver) > 0;
                link.Execute("UPDATE answers SET judged = (SELECT count(*) FROM feedback WHERE answer = $1) > 0 WHERE no = $1", no);
                return removed;
            },
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<JudgedAnswer>> ReadJudgedAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query("SELECT no, json FROM answers WHERE judged = 1 ORDER BY question, no", row => (No: row.GetInt64(0), Json: row.GetString(1)))
                .ConvertAll(row => Read(link, row.No, row.Json)),
            cancellationToken);

    /// <summary>Deletes every answer that was asked of a video, cites it, or was said to be found in it.</summary>
    internal static void DeleteOf(SqliteLink link, string video) =>
        Delete(link, link.Query("SELECT answer FROM answer_videos WHERE video = $1", row => row.GetInt64(0), video));

    private static FeedbackOutcome Add(SqliteLink link, string id, AnswerFeedback feedback, FeedbackOptions options)
    {
        if (link.Query("SELECT no, judged FROM answers WHERE id = $1", row => (No: row.GetInt64(0), Judged: row.GetInt64(1) != 0), id) is not [var answer]) return FeedbackOutcome.NoAnswer;
        foreach (var place in feedback.Places)
            if (SqliteVideoStore.NumberOf(link, place.Video) is not { } no || link.Number("SELECT count(*) FROM segments WHERE id = $1", RowKeys.Segment(no, place.Segment.Ordinal)) == 0) return FeedbackOutcome.NoPlace;
        var giver = feedback.By ?? OwnGiver;
        var before = link.Query("SELECT json FROM feedback WHERE answer = $1 AND giver = $2", row => Read(row.GetString(0), Context.AnswerFeedback), answer.No, giver);
        if (before is [var said] && IsSame(said, feedback)) return FeedbackOutcome.Same;
        var full = before.Count == 0
            && ((!answer.Judged && link.Number("SELECT count(*) FROM answers WHERE judged = 1") >= options.JudgedMost)
                || link.Number("SELECT count(*) FROM feedback WHERE answer = $1", answer.No) >= options.GiversMost);
        if (full) return FeedbackOutcome.Full;
        link.Execute(
            "INSERT INTO feedback(answer, giver, json) VALUES ($1, $2, $3) ON CONFLICT (answer, giver) DO UPDATE SET json = $3", answer.No, giver, JsonSerializer.Serialize(feedback, Context.AnswerFeedback));
        foreach (var place in feedback.Places) Tie(link, answer.No, place.Video.Value);
        link.Execute("UPDATE answers SET judged = 1 WHERE no = $1", answer.No);
        return before.Count == 0 ? FeedbackOutcome.Kept : FeedbackOutcome.Replaced;
    }

    // The moment apart, because whoever says the same again says nothing new.
    private static bool IsSame(AnswerFeedback one, AnswerFeedback other) =>
        one.Kind == other.Kind && one.Text == other.Text && one.Version == other.Version && one.Places.SequenceEqual(other.Places);

    private static void Tie(SqliteLink link, long answer, string video) => link.Execute("INSERT OR IGNORE INTO answer_videos(answer, video) VALUES ($1, $2)", answer, video);

    private static void Delete(SqliteLink link, List<long> answers)
    {
        foreach (var no in answers)
        {
            link.Execute("DELETE FROM feedback WHERE answer = $1", no);
            link.Execute("DELETE FROM answer_videos WHERE answer = $1", no);
            link.Execute("DELETE FROM answers WHERE no = $1", no);
        }
    }

    private static JudgedAnswer Read(SqliteLink link, long no, string json)
    {
        ImmutableArray<AnswerFeedback> said = [.. link.Query("SELECT json FROM feedback WHERE answer = $1 ORDER BY no", row => Read(row.GetString(0), Context.AnswerFeedback), no)];
        return new JudgedAnswer(Read(json, Context.KeptAnswer), said);
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new StoreException("The store holds an answer that cannot be read: restore the store from a copy, or forget the video that it is about.", problem);
        }
    }
}
