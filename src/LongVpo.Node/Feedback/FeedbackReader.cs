using System.Collections.Immutable;
using LongVpo.Core.Feedback;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Media.Recording;
using LongVpo.Memory.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Node.Feedback;

/// <summary>Reads out of a store what was said about answers, and finds the footage for it: files where they lie, live sources in their recordings.</summary>
public static class FeedbackReader
{
    /// <summary>Reads everything, also while another process watches into the store.</summary>
    /// <exception cref="StoreException">There is no store, or it cannot be read.</exception>
    /// <exception cref="SettingsException">The options file cannot be used.</exception>
    public static async Task<OperationRecord> ReadAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = OptionsFile.Read(settings.ConfigFile);
        await using var store = await StoreSession.OpenReaderAsync(settings.Store, options.Store, cancellationToken);
        var judged = await store.Answers.ReadJudgedAsync(cancellationToken);
        var places = judged.SelectMany(one => Contradictions.PlacesOf(one.Answer.Answer).Concat(one.Feedback.SelectMany(said => said.Places))).ToLookup(place => place.Video, place => place.Segment);
        var recordings = new RecordingRoom(Path.Combine(store.Folder, "recordings"), options.Recorder, TimeProvider.System, NullLogger<RecordingRoom>.Instance);
        var footage = ImmutableDictionary.CreateBuilder<FootagePlace, FootageStretch>();
        foreach (var video in places) await FindAsync(store, recordings, video.Key, video.ToHashSet(), footage, cancellationToken);
        return new OperationRecord([.. judged], footage.ToImmutable());
    }

    private static async Task FindAsync(
        StoreSession store, RecordingRoom recordings, VideoId video, HashSet<SegmentId> wanted, ImmutableDictionary<FootagePlace, FootageStretch>.Builder footage, CancellationToken cancellationToken)
    {
        if (await SourceOfAsync(store, video, cancellationToken) is not { } source) return;
        var file = SourceRouter.FileOf(source.Location);
        var recorded = file is null ? recordings.Files(video) : [];
        foreach (var segment in await store.Segments.ReadSegmentsAsync(video, within: null, asOf: null, cancellationToken))
        {
            if (!wanted.Contains(segment.Span.Id)) continue;
            var range = segment.Span.Range;
            var stretch = file is null ? InRecording(recorded, range) : File.Exists(file) ? Stretch(file, range, MediaTime.FromSeconds(source.StartSeconds)) : null;
            if (stretch is not null) footage[new FootagePlace(video, segment.Span.Id)] = stretch;
        }
    }

    private static async Task<SourceDescription?> SourceOfAsync(StoreSession store, VideoId video, CancellationToken cancellationToken)
    {
        var place = (await store.Videos.ListAsync(cancellationToken)).FirstOrDefault(known => known.Video == video)?.Location;
        await foreach (var happened in store.Videos.ReadAsync(video, cancellationToken))
            if (happened.Event is VideoOpened opened) return place is null ? opened.Source : opened.Source with { Location = place };
        return null;
    }

    // A segment that goes over the end of one recording is left out: a clip is of one file.
    private static FootageStretch? InRecording(IReadOnlyList<RecordedFile> files, TimeRange range) =>
        files.FirstOrDefault(file => file.Start <= range.Start && (file.End is not { } end || end >= range.End)) is { } found ? Stretch(found.Path, range, found.Start) : null;

    private static FootageStretch? Stretch(string file, TimeRange range, MediaTime zero)
    {
        var (start, end) = (Math.Max(0, range.Start.Since(zero).TotalSeconds), range.End.Since(zero).TotalSeconds);
        return end > start ? new FootageStretch(file, Math.Round(start, 6), Math.Round(end, 6)) : null;
    }
}
