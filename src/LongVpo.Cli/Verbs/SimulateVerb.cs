using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Time;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes a live source out of a clip, so that watching can be tried and tested without a camera and with faults that are known.</summary>
internal sealed class SimulateVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var clip = new Argument<string>("CLIP") { Description = "A video file." };
        var protocol = new Option<string>("--as") { Description = "How it is served on loopback.", DefaultValueFactory = _ => "hls", HelpName = string.Join('|', SimulatedSource.Protocols) };
        protocol.AcceptOnlyFromAmong([.. SimulatedSource.Protocols]);
        var port = new Option<int>("--port") { Description = "Port to listen on, or to send to with udp and rtp; 0 takes a free one.", HelpName = "N" };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65534) result.AddError($"'{result.Tokens[0].Value}' is no port: choose 0 to 65534.");
        });
        var faults = new Option<string>("--faults")
        {
            Description = "What goes wrong, at seconds of footage: stall@5+2 skip@5+2 drop@12+3 jump@20+100 wrap@3 codec@8 size@8 loss@10+2:0.05 dup@10+2:0.5 mute@10+3 disc@12, joined by commas, or random:N.",
            DefaultValueFactory = _ => string.Empty,
            HelpName = "SCRIPT",
        };
        var seed = new Option<int>("--seed") { Description = "Decides what is drawn at random; the same seed gives the same run.", HelpName = "N" };
        var speed = new Option<double>("--speed") { Description = "Seconds of footage in a second.", DefaultValueFactory = _ => 1, HelpName = "X" };
        var loop = new Option<bool>("--loop") { Description = "Begin again at the clip's end, with timestamps that go on." };
        var command = new Command("simulate", "Serve a clip on this machine as a live source, with faults at known times; it begins when the first reader is there.")
        {
            clip, protocol, port, faults, seed, speed, loop,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new SimulationChoice(parsed.GetRequiredValue(clip), parsed.GetRequiredValue(protocol))
            {
                Port = parsed.GetValue(port),
                Faults = parsed.GetValue(faults) ?? string.Empty,
                Seed = parsed.GetValue(seed),
                Speed = parsed.GetValue(speed),
                Loop = parsed.GetValue(loop),
            },
            parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SimulationChoice choice, bool json, CancellationToken cancellationToken)
    {
        await using var source = await SimulatedSource.StartAsync(choice, cancellationToken);
        source.FaultOver += fault => Write(fault, json);
        if (json)
        {
            JsonLines.Write(source.Opened, ContractJson.Readable.SimulationDocument);
        }
        else
        {
            Console.Out.WriteLine(source.Opened.Url);
            if (source.Opened.Faults.Length > 0) Console.Error.WriteLine($"longvpo: faults {source.Opened.Faults} (seed {source.Opened.Seed})");
        }

        try
        {
            await source.Completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A source that runs until it is stopped has done what it should.
        }

        foreach (var fault in source.Unfinished) Write(fault, json);
        return ExitCode.Found;
    }

    private static void Write(SimulatedFaultDocument fault, bool json)
    {
        if (json)
        {
            JsonLines.Write(fault, ContractJson.Readable.SimulatedFaultDocument);
            return;
        }

        var until = fault is { MediaEnd: { } end, WallEnd: { } wall } ? $"{TimeText.OfSeconds(end)} ({wall:HH:mm:ss.fff})" : "the end";
        Console.Out.WriteLine($"{fault.Fault,-6} {TimeText.OfSeconds(fault.MediaStart)} ({fault.WallStart:HH:mm:ss.fff}) to {until}");
    }
}
