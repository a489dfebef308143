using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>Reads the sound of a file alone: the same blocks at the same times as they come while the file is watched, because it is the same reader.</summary>
/// <param name="options">How files are read; that sound is left out while watching does not count here.</param>
public sealed class FileSound(SourceOptions options) : ISoundSource
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<AudioDecoded> ReadAsync(string location, MediaTime? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(location);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var reader = SideReader.Start(path, options with { Sound = true, Text = false }, stop.Token);
        try
        {
            while (await reader.Batches.WaitAsync(cancellationToken))
            {
                while (reader.Batches.TryTake(out var batch))
                    foreach (var (happened, range) in batch.Events)
                        if (happened is AudioDecoded sound && (from is null || range.Start >= from.Value)) yield return sound;
            }

            await EndAsync(reader, path, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await reader.Finished.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task EndAsync(SideReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            await reader.Finished;
        }
        catch (AvException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SourceSentences.For(path, failure);
        }
    }
}
