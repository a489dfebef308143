using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Media.Sources;

/// <summary>A frame on its way from a decoder thread to the merged stream.</summary>
/// <param name="Time">When it is shown.</param>
/// <param name="Thumb">The frame shrunk.</param>
/// <param name="Picture">Its pixels when it may be a sample.</param>
/// <param name="Corrupt">It was damaged.</param>
/// <param name="Undecided">It begins an interval, so only the merged stream knows the frame before it and whether it is a sample.</param>
internal readonly record struct DecodedFrame(MediaTime Time, FrameThumb Thumb, Frame? Picture, bool Corrupt, bool Undecided);
