using LongVpo.Core.Time;

namespace LongVpo.Core.Models;

/// <summary>Stands for a picture in a prompt: pixels never sit in an inbox.</summary>
/// <param name="Key">What <see cref="Ports.IPictureShelf"/> has it under.</param>
/// <param name="Time">When it is shown in its video.</param>
public readonly record struct PictureRef(PictureKey Key, MediaTime Time);
