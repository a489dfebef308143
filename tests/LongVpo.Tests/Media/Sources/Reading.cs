using System.Security.Cryptography;
using System.Runtime.InteropServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Tests.Media.Sources;

/// <summary>One whole reading of a file with everything it said, so that tests compare readings and not their parts.</summary>
internal sealed class Reading
{
    public List<MediaTime> Frames { get; } = [];

    public List<(MediaTime Time, string Hash, int Width, int Height)> Samples { get; } = [];

    public List<string> FrameHashes { get; } = [];

    public List<string> SideHashes { get; } = [];

    public List<AudioDecoded> Audio { get; } = [];

    public List<TextDecoded> Text { get; } = [];

    public List<GapFound> Gaps { get; } = [];

    public List<TextDecoded> OpenText { get; } = [];

    public StreamEnded? Ended { get; private set; }

    public static async Task<Reading> OfAsync(string file, SamplingOptions? sampling = null, SourceOptions? options = null, MediaTime? from = null)
    {
        var reading = new Reading();
        await foreach (var happened in Source(sampling, options).ReadAsync(new SourceRequest { Location = file, From = from }, TestContext.Current.CancellationToken))
            reading.Add(happened);
        return reading;
    }

    public static FileFrameSource Source(SamplingOptions? sampling = null, SourceOptions? options = null) =>
        new(sampling ?? new SamplingOptions { MaxSidePixels = 160 }, options ?? new SourceOptions(), NullLogger<FileFrameSource>.Instance);

    private void Add(MediaEvent happened)
    {
        Assert.Null(Ended);
        switch (happened)
        {
            case FrameDecoded frame:
                if (Frames.Count > 0) Assert.True(frame.Time > Frames[^1]);
                Frames.Add(frame.Time);
                FrameHashes.Add($"{frame.Time} {Hash(frame.Thumb.Luma)} {Hash(frame.Thumb.Blue)} {Hash(frame.Thumb.Red)} {frame.Corrupt}");
                if (frame.Sampled is { } picture)
                    using (picture) Samples.Add((frame.Time, Hash(picture.Pixels), picture.Width, picture.Height));
                break;
            case AudioDecoded sound:
                if (Frames.Count > 0) Assert.True(sound.Range.End > Frames[^1]);
                Audio.Add(sound);
                SideHashes.Add($"{sound.Range.Start} {Hash(MemoryMarshal.AsBytes(sound.Samples.Span))}");
                break;
            case TextDecoded text:
                (text.Open ? OpenText : Text).Add(text);
                SideHashes.Add($"{text.Range.Start} {text.Range.End} {text.Text}");
                break;
            case GapFound gap:
                Gaps.Add(gap);
                break;
            case StreamEnded ended:
                Ended = ended;
                break;
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..16];
}
