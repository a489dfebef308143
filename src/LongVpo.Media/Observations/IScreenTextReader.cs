namespace LongVpo.Media.Observations;

/// <summary>Reads the words shown in the picture; an own port, so that measuring a segment does not depend on which recogniser does it.</summary>
public interface IScreenTextReader
{
    /// <summary>Starts reading one segment.</summary>
    /// <param name="carry">What the session of the segment before handed over; null at the beginning of a video.</param>
    IScreenTextSession Begin(string? carry);
}
