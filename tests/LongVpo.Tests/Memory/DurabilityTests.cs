using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;
using LongVpo.TestKit;

namespace LongVpo.Tests.Memory;

/// <summary>Acknowledged means kept: a real process is killed at random moments, and the disk really runs full.</summary>
public sealed class DurabilityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_whole_and_searchable()
    {
        using var temp = new TempFolder();
        var random = new Random(4);
        var kept = 0L;
        for (var round = 0; round < 30; round++)
        {
            var acknowledged = await WriteAndKillAsync(temp.Path, random.Next(0, 40));

            await using (var reader = await StoreSession.OpenReaderAsync(temp.Path, new StoreOptions(), Token))
                Assert.True(Assert.Single(await reader.Videos.ListAsync(Token)).Segments >= acknowledged - 1);
            await using var session = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token);
            var events = new List<StoredEvent>();
            await foreach (var item in session.Videos.ReadAsync(new VideoId("killed"), Token)) events.Add(item);

            Assert.True(events.Count >= acknowledged && events.Count >= kept, $"{events.Count} events, {acknowledged} acknowledged");
            Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Version));
            Assert.Equal(Enumerable.Range(0, events.Count - 1), events.Skip(1).Select(e => ((SegmentSealed)e.Event).Segment.Span.Id.Ordinal));
            if (round % 10 == 9) Assert.Empty(await session.Care.VerifyAsync(Token));
            kept = events.Count;
        }

        Assert.True(kept > 100);
    }

    [Fact]
    public async Task The_lock_of_a_living_writer_names_its_process_and_a_killed_one_leaves_none()
    {
        using var temp = new TempFolder();
        using var writer = Start(temp.Path);
        await writer.StandardOutput.ReadLineAsync(Token);

        var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"process {writer.Id}"), problem.Message, StringComparison.Ordinal);
        writer.Kill();
        await writer.WaitForExitAsync(Token);

        await using var session = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token);
        Assert.Single(await session.Videos.ListAsync(Token));
    }

    [Fact]
    public async Task A_full_disk_is_told_keeps_what_was_acknowledged_and_is_no_end()
    {
        using var temp = new TempFolder();
        var mounted = await MountAsync(temp.Path);
        if (!mounted) Assert.Skip("A small file system cannot be mounted here (it needs the right to mount), so a full disk cannot be made.");
        try
        {
            var acknowledged = 1L;
            await using (var session = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token))
            {
                await session.Videos.AppendAsync(new VideoId("v"), 0, [MadeUpVideo.Opened("/v")], Token);
                var problem = await Assert.ThrowsAsync<StoreException>(async () =>
                {
                    while (true) acknowledged = await session.Videos.AppendAsync(new VideoId("v"), acknowledged, [MadeUpVideo.Segment((int)acknowledged - 1, new string('w', 20_000))], Token);
                });
                Assert.Contains("full", problem.Message, StringComparison.Ordinal);
                Assert.Contains(temp.Path, problem.Message, StringComparison.Ordinal);
                Assert.Equal(acknowledged - 1, Assert.Single(await session.Videos.ListAsync(Token)).Segments);
            }

            Assert.True(acknowledged > 10);
            Assert.Equal(0, (await CommandRun.RunAsync("mount", ["-o", "remount,size=32m", temp.Path], cancellationToken: Token)).ExitCode);
            await using var again = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token);
            Assert.Equal(acknowledged + 1, await again.Videos.AppendAsync(new VideoId("v"), acknowledged, [MadeUpVideo.Segment((int)acknowledged - 1, "room again")], Token));
            Assert.Empty(await again.Care.VerifyAsync(Token));
        }
        finally
        {
            await CommandRun.RunAsync("umount", [temp.Path], cancellationToken: CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_store_that_may_not_be_written_can_be_read_and_says_so_to_a_writer()
    {
        using var temp = new TempFolder();
        if (!await MountAsync(temp.Path)) Assert.Skip("A file system cannot be mounted here (it needs the right to mount), so none can be made read-only.");
        try
        {
            await using (var writer = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token))
                await writer.Videos.AppendAsync(new VideoId("v"), 0, [MadeUpVideo.Opened("/v"), MadeUpVideo.Segment(0, "a word")], Token);
            Assert.Equal(0, (await CommandRun.RunAsync("mount", ["-o", "remount,ro", temp.Path], cancellationToken: Token)).ExitCode);

            var problem = await Assert.ThrowsAsync<StoreException>(() => StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), Token));
            await using var session = await StoreSession.OpenReaderAsync(temp.Path, new StoreOptions(), Token);
            Assert.Single(await session.Evidence.FindAsync(new EvidenceQuery { Words = [["word"]] }, Token));

            Assert.Contains(temp.Path, problem.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("being written", problem.Message, StringComparison.Ordinal);
            Assert.Contains("choose another --store", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            await CommandRun.RunAsync("umount", [temp.Path], cancellationToken: CancellationToken.None);
        }
    }

    private static async Task<bool> MountAsync(string folder)
    {
        if (!OperatingSystem.IsLinux()) return false;
        return (await CommandRun.RunAsync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], cancellationToken: Token)).ExitCode == 0;
    }

    /// <summary>Kills the writer after it has acknowledged some more events, in the midst of the next, and gives the last version it acknowledged.</summary>
    private static async Task<long> WriteAndKillAsync(string folder, int after)
    {
        using var writer = Start(folder);
        Assert.Equal("ready", await writer.StandardOutput.ReadLineAsync(Token));
        var last = 1L;
        for (var i = 0; i < after; i++) last = long.Parse((await writer.StandardOutput.ReadLineAsync(Token))!, CultureInfo.InvariantCulture);
        writer.Kill();
        await writer.WaitForExitAsync(Token);
        var rest = (await writer.StandardOutput.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return rest.Select(line => long.Parse(line, CultureInfo.InvariantCulture)).Append(last).Max();
    }

    private static Process Start(string folder) => Process.Start(new ProcessStartInfo("dotnet", [typeof(MadeUpVideo).Assembly.Location, folder]) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException("The writing process did not start.");
}
