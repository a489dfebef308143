namespace LongVpo.Memory.Schema;

/// <summary>
/// The fourth schema: standing questions with how far each has come per video, what they told, and what webhooks are still to be told. Numbers are never given twice, because followers go on from them.
/// </summary>
internal static class SchemaFour
{
    public const string Sql =
        """
        CREATE TABLE standing (no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL, position INTEGER NOT NULL);

        CREATE TABLE standing_states (standing INTEGER NOT NULL, video TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (standing, video)) WITHOUT ROWID;

        CREATE TABLE notices (no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, standing INTEGER NOT NULL, video TEXT NOT NULL, json TEXT NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX notices_standing ON notices(standing, no);
        CREATE INDEX notices_video ON notices(video);

        CREATE TABLE deliveries (
          no INTEGER PRIMARY KEY AUTOINCREMENT,
          notice INTEGER NOT NULL UNIQUE,
          standing INTEGER NOT NULL,
          url TEXT NOT NULL,
          state INTEGER NOT NULL,
          attempts INTEGER NOT NULL,
          not_before INTEGER NOT NULL,
          problem TEXT);
        CREATE INDEX deliveries_waiting ON deliveries(url, no) WHERE state = 0;
        CREATE INDEX deliveries_standing ON deliveries(standing, state, no);
        """;
}
