namespace LongVpo.Core.Observations;

/// <summary>
/// The facts we measure without a language model, and the words that a speech model heard. The names are the <c>kind</c> of the tree's JSON (lower case, words joined by <c>_</c>).
/// Text kinds carry <see cref="Observation.Text"/>; the others carry <see cref="Observation.Value"/>, some with a word in <see cref="Observation.Text"/>.
/// </summary>
public enum ObservationKind
{
    /// <summary>Text seen in the picture, as read. Value: mean confidence 0 to 1.</summary>
    ScreenText,

    /// <summary>A line of a subtitle track or subtitle file.</summary>
    Subtitle,

    /// <summary>A line of CEA-608/708 captions.</summary>
    ClosedCaption,

    /// <summary>A stretch of speech as a speech model wrote it down, some time after its segments were sealed; its range was measured in the sound, the words were not.</summary>
    Speech,

    /// <summary>How the segment begins. Text: the opening's name. Value: length of the transition in seconds, 0 for a hard cut.</summary>
    Cut,

    /// <summary>How much the picture moves, 0 (still) to 1. Text: <c>still</c>, <c>slight</c>, <c>moderate</c> or <c>strong</c>.</summary>
    Motion,

    /// <summary>The camera moves or zooms as a whole. Text: <c>pan left</c>, <c>pan right</c>, <c>tilt up</c>, <c>tilt down</c>, <c>zoom in</c>, <c>zoom out</c> or <c>shake</c>.</summary>
    Camera,

    /// <summary>Mean brightness, 0 to 1. Text: <c>dark</c>, <c>dim</c>, <c>medium</c> or <c>bright</c>.</summary>
    Brightness,

    /// <summary>The picture is black. One observation per black stretch. Value: its length in seconds.</summary>
    Black,

    /// <summary>A dominant colour. Text: its plain name. Value: share of the picture, 0 to 1.</summary>
    Colour,

    /// <summary>Mean level of the sound in dBFS. Text: <c>quiet</c>, <c>moderate</c> or <c>loud</c>.</summary>
    Loudness,

    /// <summary>No sound above the threshold. One observation per silent stretch. Value: its length in seconds.</summary>
    Silence,

    /// <summary>The picture lost or damaged here. Value: number of damaged frames.</summary>
    Damage,

    /// <summary>Watching could not keep up here. Text: what was left out. Value: share of the sampled pictures that were looked at, 0 to 1.</summary>
    Degraded,
}
