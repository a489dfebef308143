using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Models;

/// <summary>
/// Finds a segment's pictures: those kept while it was watched, else decoded again from the file, else the one that it is remembered by. A file that has moved or changed is no
/// reason to fail: the model then sees less, and its caption says how many pictures it saw.
/// </summary>
/// <param name="room">The shelf, and what was kept.</param>
/// <param name="source">What decodes.</param>
/// <param name="store">Where files are.</param>
/// <param name="segments">Remembered pictures.</param>
internal sealed class FootagePictures(ModelRoom room, IFrameSource source, IVideoStore store, ISegmentReader segments) : ISegmentPictures
{
    /// <inheritdoc/>
    public async ValueTask<SegmentLook> LookAsync(VideoId video, SegmentSpan segment, int most, CancellationToken cancellationToken)
    {
        if (most == 0) return SegmentLook.Nothing;
        if (room.Kept.Take(video, segment.Id) is { } kept)
        {
            if (!kept.Pictures.IsEmpty) return kept;
            kept.Dispose();
        }

        var known = (await store.ListAsync(cancellationToken)).FirstOrDefault(v => v.Video == video);
        if (known is not null && File.Exists(known.Location) && await DecodeAsync(known.Location, segment, most, cancellationToken) is { Pictures.IsEmpty: false } decoded) return decoded;
        return await RememberedAsync(video, segment, cancellationToken);
    }

    private async Task<SegmentLook> DecodeAsync(string location, SegmentSpan segment, int most, CancellationToken cancellationToken)
    {
        var range = segment.Range;
        var taken = new List<(PictureRef Picture, PicturePixels Pixels)>();
        try
        {
            await foreach (var happened in source.ReadAsync(new SourceRequest { Location = location, From = range.Start }, cancellationToken))
            {
                if (happened is not FrameDecoded frame) continue;
                using var sampled = frame.Sampled;
                if (frame.Time >= range.End) break;
                if (sampled is null || frame.Time < range.Start) continue;
                var key = room.Shelf.Put(sampled.Pixels, sampled.Width, sampled.Height);
                if (room.Shelf.Take(key) is { } pixels) taken.Add((new PictureRef(key, frame.Time), pixels));
            }
        }
        catch (SourceException)
        {
            // Moved away or damaged since: what was decoded until then is what there is.
        }
        catch
        {
            foreach (var (_, pixels) in taken) pixels.Dispose();
            throw;
        }

        var chosen = EvenChoice.Of(taken.Count, most);
        for (var i = 0; i < taken.Count; i++) if (!chosen.Contains(i)) taken[i].Pixels.Dispose();
        return new SegmentLook([.. chosen.Select(i => taken[i].Picture)], [.. chosen.Select(i => taken[i].Pixels)]);
    }

    // The remembered picture is a JPEG, and what decodes footage decodes that too.
    private async Task<SegmentLook> RememberedAsync(VideoId video, SegmentSpan segment, CancellationToken cancellationToken)
    {
        if (await segments.ReadThumbnailAsync(video, segment.Id, cancellationToken) is not { IsDefaultOrEmpty: false } jpeg) return SegmentLook.Nothing;
        var path = Path.Combine(Path.GetTempPath(), $"longvpo-{Guid.NewGuid():N}.jpg");
        try
        {
            await File.WriteAllBytesAsync(path, jpeg.ToArray(), cancellationToken);
            await foreach (var happened in source.ReadAsync(new SourceRequest { Location = path }, cancellationToken))
            {
                if (happened is not FrameDecoded { Sampled: { } sampled }) continue;
                using var picture = sampled;
                var key = room.Shelf.Put(picture.Pixels, picture.Width, picture.Height);
                if (room.Shelf.Take(key) is { } pixels) return new SegmentLook([new PictureRef(key, segment.Range.Start)], [pixels]);
            }
        }
        catch (SourceException)
        {
            // Then there is none.
        }
        finally
        {
            File.Delete(path);
        }

        return SegmentLook.Nothing;
    }
}
