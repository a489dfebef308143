namespace LongVpo.Media.Native;

/// <summary>A track of timed text in a file.</summary>
/// <param name="Stream">Its stream number, which its lines carry.</param>
/// <param name="Codec">FFmpeg's name of its codec.</param>
/// <param name="Language">As the container writes it; null when it does not.</param>
internal sealed record AvTextTrack(int Stream, string Codec, string? Language);
