using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LongVpo.Core.Ports;
using LongVpo.Core.Standing;

namespace LongVpo.Memory.Stores;

/// <summary>Turns standing questions, their states and their notices into the text that is stored and back, exactly.</summary>
internal static class StandingJson
{
    private static readonly StandingJsonContext Context = new(new JsonSerializerOptions(StandingJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static JsonTypeInfo<StandingQuestion> Question => Context.StandingQuestion;

    public static JsonTypeInfo<StandingState> State => Context.StandingState;

    public static JsonTypeInfo<StandingNotice> Notice => Context.StandingNotice;

    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    /// <exception cref="StoreException">Text that is not what it should be.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new StoreException("The store holds a standing question that cannot be read: restore the store from a copy, or remove that question.", problem);
        }
    }
}
