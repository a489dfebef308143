namespace LongVpo.Memory.Schema;

/// <summary>The eighth schema: speech that is heard after its segments were sealed. No table changes; the number keeps programs away that know neither the event nor the kind.</summary>
internal static class SchemaEight
{
    public const string Sql = "REPLACE INTO meta VALUES ('speech', 1);";
}
