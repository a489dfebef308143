using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>What is kept of one frame until its segment is sealed: a few numbers, never its pixels.</summary>
/// <param name="Time">When it is shown.</param>
/// <param name="Brightness">Mean luma, 0 to 255.</param>
/// <param name="Black">Nearly every place is black.</param>
/// <param name="Change">Mean luma change since the frame before, in levels per 40 ms; 0 for the first.</param>
/// <param name="Colours">Share of each <see cref="Colour"/>.</param>
/// <param name="Corrupt">The decoder reported damage.</param>
internal sealed record FrameSample(MediaTime Time, float Brightness, bool Black, float Change, float[] Colours, bool Corrupt);
