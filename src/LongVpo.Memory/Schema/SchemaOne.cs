namespace LongVpo.Memory.Schema;

/// <summary>
/// The first schema. Row numbers follow <see cref="RowKeys"/>, kinds follow <see cref="KindCodes"/>, wall times are ticks of UTC, media times exact text beside seconds.
/// The full-text index sees a line with its letters spaced where its script writes no spaces, and with one private-use character for its kind at its end,
/// so that a kind is found like a word.
/// </summary>
internal static class SchemaOne
{
    public const string Sql =
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES ('deletions', 0);

        CREATE TABLE videos (
          no INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          location TEXT NOT NULL,
          version INTEGER NOT NULL,
          segments INTEGER NOT NULL,
          lines INTEGER NOT NULL,
          start_at TEXT,
          watermark TEXT,
          duration REAL,
          added_at INTEGER NOT NULL,
          added_offset INTEGER NOT NULL,
          finished_at INTEGER);
        CREATE INDEX videos_location ON videos(location);

        CREATE TABLE events (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER, json TEXT NOT NULL);

        CREATE TABLE segments (
          id INTEGER PRIMARY KEY,
          event INTEGER NOT NULL,
          start_s REAL NOT NULL,
          end_s REAL NOT NULL,
          start_at TEXT NOT NULL,
          end_at TEXT NOT NULL,
          sealed_at INTEGER NOT NULL);

        CREATE TABLE observations (
          id INTEGER PRIMARY KEY,
          kind INTEGER NOT NULL,
          start_s REAL NOT NULL,
          end_s REAL NOT NULL,
          start_at TEXT NOT NULL,
          end_at TEXT NOT NULL,
          value REAL,
          box TEXT,
          text TEXT,
          spaced TEXT);
        CREATE INDEX observations_lines ON observations(kind) WHERE kind <= 9;
        CREATE INDEX observations_measured ON observations(kind, text) WHERE kind > 9;

        CREATE TABLE captions (
          id INTEGER PRIMARY KEY,
          model TEXT NOT NULL,
          version INTEGER NOT NULL,
          text TEXT NOT NULL,
          spaced TEXT);

        CREATE TABLE thumbnails (id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL);

        CREATE TABLE vectors (
          no INTEGER PRIMARY KEY AUTOINCREMENT,
          space TEXT NOT NULL,
          segment INTEGER NOT NULL,
          floats BLOB NOT NULL,
          UNIQUE (segment, space));

        CREATE TABLE spellings (length INTEGER NOT NULL, word TEXT NOT NULL, reversed TEXT NOT NULL, lines INTEGER NOT NULL, PRIMARY KEY (length, word)) WITHOUT ROWID;
        CREATE INDEX spellings_reversed ON spellings(length, reversed);

        CREATE VIEW lines AS
          SELECT id, coalesce(spaced, text) || char(10, 57344 + kind) AS text FROM observations WHERE kind <= 9 AND text IS NOT NULL;
        CREATE VIEW said AS SELECT id, coalesce(spaced, text) AS text FROM captions;
        CREATE VIRTUAL TABLE line_words USING fts5(text, content='lines', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE caption_words USING fts5(text, content='said', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
        """;
}
