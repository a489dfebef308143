using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>A caption that has been on screen and is gone, with the moments it came and went.</summary>
internal readonly record struct CaptionLine(MediaTime Start, MediaTime End, string Text);
