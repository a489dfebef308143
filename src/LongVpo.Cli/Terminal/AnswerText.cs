using System.Globalization;
using LongVpo.Core.Time;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Prints an answer for a person: the words, the places they rest on, and how far the footage was seen.</summary>
internal static class AnswerText
{
    public static void Write(AnswerDocument answer)
    {
        Console.Out.WriteLine(answer.Answer);
        foreach (var citation in answer.Citations)
        {
            var quote = citation.Quote.ReplaceLineEndings(" / ");
            Console.Out.WriteLine($"  {TimeText.OfSeconds(citation.Start)}-{TimeText.OfSeconds(citation.End)}  {citation.Segment}  {quote}");
        }

        if (answer.By is { } by)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  ({by.Instead ?? $"by {by.Model}"}; {by.Mode}: {by.Calls} calls, {by.PromptTokens + by.ReplyTokens} tokens{(by.Invented > 0 ? $", {by.Invented} cited places do not exist" : string.Empty)})"));
        if (answer.Id is { } id) Console.Out.WriteLine($"  (kept: say whether it is right with longvpo feedback {id} --up, --down or --correct TEXT)");
        if (answer.Caution is { } caution) Console.Out.WriteLine($"  (not watched any more: {caution})");
        if (answer.Watermark is { } seen)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  (seen until {TimeText.OfSeconds(seen)}, {answer.Coverage:P0} of what was asked about; confidence {answer.Confidence:0.00})"));
    }
}
