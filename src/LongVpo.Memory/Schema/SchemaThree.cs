namespace LongVpo.Memory.Schema;

/// <summary>
/// The third schema: one order over the events of all videos, which their own numbers do not give. Written by a trigger, so that an event and its place in the order are one transaction.
/// </summary>
internal static class SchemaThree
{
    public const string Sql =
        """
        CREATE TABLE feed (position INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL);
        INSERT INTO feed(event) SELECT id FROM events ORDER BY id;
        CREATE TRIGGER events_feed AFTER INSERT ON events BEGIN INSERT INTO feed(event) VALUES (new.id); END;
        """;
}
