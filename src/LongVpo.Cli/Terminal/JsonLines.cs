using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Prints contract documents one per line, and progress not more often than a reader can use.</summary>
internal static class JsonLines
{
    public static void Write<T>(T document, JsonTypeInfo<T> type) => Console.Out.WriteLine(JsonSerializer.Serialize(document, type));

    public static IProgress<ProgressDocument> Progress() => new Printer();

    private sealed class Printer : IProgress<ProgressDocument>
    {
        public void Report(ProgressDocument value) => Write(value, ContractJson.Readable.ProgressDocument);
    }
}
