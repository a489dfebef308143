namespace LongVpo.Memory.Schema;

/// <summary>The sixth schema: a file that is played as live may run at another pace than the clock on the wall, and its times of day with it.</summary>
internal static class SchemaSix
{
    public const string Sql = "ALTER TABLE clocks ADD COLUMN pace REAL;";
}
