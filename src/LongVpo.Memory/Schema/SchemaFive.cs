namespace LongVpo.Memory.Schema;

/// <summary>
/// The fifth schema: where to find what models said about a segment or a node, and by which model a source is to be captioned. A model's caption of a segment also stands among the
/// captions, behind the one from measurements, so that it is searched like that.
/// </summary>
internal static class SchemaFive
{
    public const string Sql =
        """
        CREATE TABLE model_captions (id INTEGER PRIMARY KEY, subject TEXT NOT NULL);
        CREATE INDEX model_captions_subject ON model_captions(subject, id);

        ALTER TABLE watches ADD COLUMN model TEXT;
        """;
}
