using LongVpo.Core.Ports;

namespace LongVpo.Memory.Schema;

/// <summary>
/// The tables of the store and how an older store becomes a current one: migration n turns schema n into n + 1, and none is ever edited once released.
/// Events, thumbnails, vectors, answers and what was said about them are the truth; tables that are searched are made from the events and can be made again.
/// </summary>
internal static class StoreSchema
{
    /// <summary>'LVPO': tells our database from any other SQLite file.</summary>
    public const int ApplicationId = 0x4C56504F;

    public static int Current => Migrations.Length;

    private static readonly string[] Migrations = [SchemaOne.Sql, SchemaTwo.Sql, SchemaThree.Sql, SchemaFour.Sql, SchemaFive.Sql, SchemaSix.Sql, SchemaSeven.Sql, SchemaEight.Sql];

    /// <summary>Brings a new or older database to the current schema, in one transaction.</summary>
    /// <exception cref="StoreException">The file belongs to another program or to a newer version of this one.</exception>
    public static void Migrate(SqliteLink link, string folder)
    {
        var version = Check(link, folder);
        if (version == Current) return;
        link.InTransaction(() =>
        {
            for (var step = version; step < Current; step++) link.ExecuteScript(Migrations[step]);
            link.ExecuteScript(FormattableString.Invariant($"PRAGMA user_version = {Current}; PRAGMA application_id = {ApplicationId};"));
        });
    }

    /// <summary>The schema version of a database; 0 for an empty one.</summary>
    /// <exception cref="StoreException">As for <see cref="Migrate"/>.</exception>
    public static int Check(SqliteLink link, string folder)
    {
        var version = (int)link.Number("PRAGMA user_version");
        var application = link.Number("PRAGMA application_id");
        var tables = link.Number("SELECT count(*) FROM sqlite_master");
        if (application == 0 && version == 0 && tables == 0) return 0;
        if (application != ApplicationId) throw new StoreException($"{folder} holds a longvpo.db that another program made: choose another --store.");
        if (version > Current)
            throw new StoreException($"The store in {folder} was written by a newer version (schema {version}, this program knows up to {Current}): update LongVpo or choose another --store.");
        return version;
    }
}
