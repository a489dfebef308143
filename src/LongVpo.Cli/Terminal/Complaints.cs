using System.Text.Json;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Says in one sentence what could not be done: to people on standard error, and to programs as JSON besides.</summary>
internal static class Complaints
{
    public static void Write(string sentence, string? path, bool json)
    {
        var oneLine = string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Console.Error.WriteLine($"longvpo: {oneLine}");
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new ErrorDocument(oneLine, path), ContractJson.Readable.ErrorDocument));
    }
}
