namespace LongVpo.Memory.Schema;

/// <summary>
/// The seventh schema: answers that were given and what was said about them. An answer is tied to every video that it was asked of or cites, so that it goes with the first of them: its
/// words may quote any.
/// </summary>
internal static class SchemaSeven
{
    public const string Sql =
        """
        CREATE TABLE answers (no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, question TEXT NOT NULL, json TEXT NOT NULL, at INTEGER NOT NULL, judged INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX answers_question ON answers(question, no);
        CREATE INDEX answers_judged ON answers(judged, no);

        CREATE TABLE answer_videos (answer INTEGER NOT NULL, video TEXT NOT NULL, PRIMARY KEY (answer, video)) WITHOUT ROWID;
        CREATE INDEX answer_videos_video ON answer_videos(video);

        CREATE TABLE feedback (no INTEGER PRIMARY KEY AUTOINCREMENT, answer INTEGER NOT NULL, giver TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (answer, giver));
        """;
}
