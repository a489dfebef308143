using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>The words for kinds of pairs, as the file has them.</summary>
internal static class PairWords
{
    public static string Of(PairStage stage) => Word(stage, PairJson.Readable.PairStage);

    public static string Of(PairSplit split) => Word(split, PairJson.Readable.PairSplit);

    public static string Of(RejectedKind kind) => Word(kind, PairJson.Readable.RejectedKind);

    private static string Word<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type).Trim('"');
}
