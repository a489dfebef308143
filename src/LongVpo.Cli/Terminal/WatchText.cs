using LongVpo.Core.Time;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Prints a growing tree line by line, for a person or for another program. Lines come from several places at once, so each is written whole.</summary>
internal sealed class WatchText(bool json)
{
    private readonly Lock _gate = new();

    public void Write(WatchDocument line)
    {
        lock (_gate)
        {
            if (json) JsonLines.Write(line, ContractJson.Readable.WatchDocument);
            else WriteText(line);
        }
    }

    private static void WriteText(WatchDocument line)
    {
        switch (line)
        {
            case { Segment: { } segment }:
                Console.Out.WriteLine($"  {Span(segment.Start, segment.End)}  {segment.Id} {segment.OpensWith}  {segment.Caption}");
                if (segment.Degraded is { } degraded) Console.Out.WriteLine($"    {degraded}");
                break;
            case { Node: { } node }:
                Console.Out.WriteLine($"{Span(node.Start, node.End)}  {node.Id}  {node.Caption}");
                break;
            case { Caption: { Text.Length: > 0 } caption }:
                Console.Out.WriteLine($"  {caption.Subject}  {caption.Text.ReplaceLineEndings(" ")}");
                break;
            case { Speech: { } speech }:
                Console.Out.WriteLine(speech.Problem is { } problem ? $"  {Span(speech.Start, speech.End)}  not written down: {problem}" : $"  {Span(speech.Start, speech.End)}  said: \"{speech.Text}\"");
                break;
            case { Gap: { } gap }:
                Console.Out.WriteLine($"  {Span(gap.Start, gap.End)}  nothing was received: {gap.Reason}");
                break;
            case { Watch: "recording", Time: { } time }:
                Console.Out.WriteLine($"  {TimeText.OfSeconds(time)}  {line.Reason ?? "Recording goes on."}");
                break;
            case { Answer: { } answer }:
                Console.Out.WriteLine($"? {line.Question}");
                AnswerText.Write(answer);
                break;
            case { Phase: { } phase }:
                Console.Error.WriteLine(line.Reason is { } reason ? $"longvpo: {phase}: {reason}" : $"longvpo: {phase}");
                break;
        }
    }

    private static string Span(double start, double end) => $"{TimeText.OfSeconds(start)}-{TimeText.OfSeconds(end)}";
}
