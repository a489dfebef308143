using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;

namespace LongVpo.Core.Questions.Models;

/// <summary>What a model answers questions with, besides the memory of the moment.</summary>
/// <param name="Model">Who is asked.</param>
/// <param name="Pictures">Where pictures come from.</param>
/// <param name="Captions">What models said before.</param>
/// <param name="Options">How much is looked at.</param>
/// <param name="Time">The clock of the longest wait.</param>
public sealed record LookParts(OpenModel Model, ISegmentPictures Pictures, ICaptionReader Captions, LookOptions Options, TimeProvider Time);
