using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Video;

/// <summary>What writing down speech works through.</summary>
public sealed record SpeechParts
{
    /// <summary>A service that transcribes.</summary>
    public required OpenModel Model { get; init; }

    /// <summary>The sound of files; that of live sources is heard as it passes.</summary>
    public required ISoundSource Files { get; init; }

    public SpeechOptions Options { get; init; } = new();

    internal SoundShelf Live { get; } = new();
}
