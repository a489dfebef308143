using System.ComponentModel;
using System.Diagnostics;
using LongVpo.Core.Ports;

namespace LongVpo.Media.Simulation.Transport;

/// <summary>Runs FFmpeg's programs so that none outlives its caller: killed on cancellation, and ended by the end of its input when this process dies.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <exception cref="SourceException">It is missing or failed; with its own last words.</exception>
    public static async Task<string> OutputAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0) return await output;
            var words = (await error).Trim().Split('\n')[^1].TrimEnd('.');
            throw new SourceException($"The simulator's clip could not be prepared ({program} said: {words}): choose a clip that FFmpeg can read.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <exception cref="SourceException">The program is missing.</exception>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new SourceException($"{program} did not start: run it by hand to see why.");
        }
        catch (Win32Exception missing)
        {
            throw new SourceException($"The program {program} is missing: install the package ffmpeg.", missing);
        }
    }
}
