using System.Threading.Channels;

namespace LongVpo.Cli.Terminal;

/// <summary>
/// Reads the lines that a person types, or a pipe brings, beside other work. A read of the console cannot be called back, so it has a thread of its own that ends with the
/// process; at most 64 lines wait, then the pipe does.
/// </summary>
internal static class TypedLines
{
    /// <summary>Lines that are not blank, until the input ends.</summary>
    public static ChannelReader<string> Begin()
    {
        var lines = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { SingleWriter = true, SingleReader = true });
        new Thread(() => Read(lines.Writer)) { IsBackground = true, Name = "typed lines" }.Start();
        return lines.Reader;
    }

    private static void Read(ChannelWriter<string> lines)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Console.InputEncoding);
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (!lines.WriteAsync(line.Trim()).AsTask().ContinueWith(done => done.IsCompletedSuccessfully, TaskScheduler.Default).GetAwaiter().GetResult()) return;
        }

        lines.TryComplete();
    }
}
