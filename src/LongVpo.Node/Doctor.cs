using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.ScreenText;
using LongVpo.Media.Sources;
using LongVpo.Memory.Stores;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;

namespace LongVpo.Node;

/// <summary>Looks at everything the program stands on, one check each, so that a person learns at once what is missing and how to get it.</summary>
public static class Doctor
{
    public static async Task<DoctorDocument> ExamineAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = OptionsFile.Read(settings.ConfigFile);
        List<CheckDocument> checks =
        [
            new(".NET", true, RuntimeInformation.FrameworkDescription, null),
            Machine(),
            VideoLibraries(),
            TextRecognition(options.ScreenText),
            WordLists(options.ScreenText),
            .. EngineChecks.All(TimeProvider.System),
            new("SQLite", true, StoreSession.Engine, null),
            await StoreAsync(settings, options.Store, cancellationToken),
            await ProgramAsync("ffmpeg", "-version", "only the demo and the tests need it: install the package ffmpeg", cancellationToken),
            await ProgramAsync("cmake", "--version", "needed to build from sources: install the package cmake", cancellationToken),
        ];
        return new DoctorDocument(checks.All(check => check.Ok), checks);
    }

    private static CheckDocument Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var found = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {memory:0.0} GiB memory, {RuntimeInformation.OSDescription}");
        return memory >= 1 ? new("machine", true, found, null) : new("machine", false, found, "watching 1080p needs about half a GiB of free memory");
    }

    private static CheckDocument VideoLibraries()
    {
        const string Advice = "install the packages libavformat-dev, libavcodec-dev, libavfilter-dev, libswscale-dev and libswresample-dev, then start ./longvpo again";
        try
        {
            return new("FFmpeg", true, MediaProbe.LibraryVersion, null);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or SourceException)
        {
            return new("FFmpeg", false, (missing.InnerException ?? missing).Message, Advice);
        }
    }

    private static CheckDocument TextRecognition(ScreenTextOptions options)
    {
        var problem = ScreenTextReader.Problem(options);
        return problem is null
            ? new("Tesseract", true, $"reads {options.Language}", null)
            : new("Tesseract", false, problem, "install the packages libtesseract-dev and tesseract-ocr-eng");
    }

    // Text is read without them too, so a missing one is no fault.
    private static CheckDocument WordLists(ScreenTextOptions options)
    {
        var lists = ScreenTextReader.WordLists(options);
        return new("word lists", true, string.Join(", ", lists.Select(list => list.Installed ? list.Name : $"{list.Name} (not installed)")),
            lists.All(list => list.Installed) ? null : "long words in small print are read better with Debian's word lists, such as the packages wamerican and wfrench");
    }

    private static async Task<CheckDocument> StoreAsync(NodeSettings settings, StoreOptions options, CancellationToken cancellationToken)
    {
        if (!StoreSession.Exists(settings.Store)) return new("store", true, $"none yet in {settings.Store}", null);
        try
        {
            var (store, isAlone) = await OpenStoreAsync(settings, options, cancellationToken);
            await using var held = store;
            var wrong = isAlone ? await store.Care.VerifyAsync(cancellationToken) : [];
            var videos = await store.Videos.ListAsync(cancellationToken);
            var state = isAlone ? "whole" : "in use by another program, so not checked";
            return wrong.Count == 0
                ? new("store", true, string.Create(CultureInfo.InvariantCulture, $"{videos.Count} videos in {settings.Store}, {state}"), null)
                : new("store", false, wrong[0], "keep a copy of the folder, then analyze into another --store");
        }
        catch (StoreException failure)
        {
            return new("store", false, failure.Message, null);
        }
    }

    // The full-text indexes can only be checked by who may write; a store that another program holds is looked at as far as reading goes.
    private static async Task<(StoreSession Store, bool IsAlone)> OpenStoreAsync(NodeSettings settings, StoreOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (await StoreSession.OpenWriterAsync(settings.Store, options, cancellationToken), true);
        }
        catch (StoreException)
        {
            return (await StoreSession.OpenReaderAsync(settings.Store, options, cancellationToken), false);
        }
    }

    private static async Task<CheckDocument> ProgramAsync(string program, string argument, string advice, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null) return new(program, false, "did not start", advice);
            var words = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(program, true, words.Split('\n')[0].Trim(), null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new(program, false, "not found", advice);
        }
    }
}
