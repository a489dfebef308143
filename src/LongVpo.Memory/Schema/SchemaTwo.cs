namespace LongVpo.Memory.Schema;

/// <summary>The second schema: which sources are to be watched, when their footage was live, and per video what went missing and whether it was given up, so that a list need not fold histories.</summary>
internal static class SchemaTwo
{
    public const string Sql =
        """
        CREATE TABLE watches (
          no INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          location TEXT NOT NULL,
          name TEXT,
          pace REAL,
          since INTEGER NOT NULL);

        CREATE TABLE clocks (id INTEGER PRIMARY KEY, time TEXT NOT NULL, utc INTEGER NOT NULL, from_stream INTEGER NOT NULL);

        ALTER TABLE videos ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE videos ADD COLUMN gap_ticks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE videos ADD COLUMN failure TEXT;
        """;
}
