using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How much is spent on reading text in the picture, and how sure a reading must be before it becomes an observation.</summary>
public sealed record ScreenTextOptions
{
    /// <summary>Tesseract's name of a language, or several joined by <c>+</c>. English, because its data also reads Latin names and digits and is installed with Tesseract.</summary>
    [RegularExpression("^[A-Za-z_]+(\\+[A-Za-z_]+)*$")]
    public string Language { get; init; } = "eng";

    /// <summary>
    /// Word lists that letters too small to read are held against, by the file names of Debian's packages, joined by <c>+</c>; one that is not installed is left out.
    /// English and French, because signs are in the language of the place; each further list costs about 2 MB.
    /// </summary>
    [RegularExpression("^[A-Za-z-]+(\\+[A-Za-z-]+)*$")]
    public string WordLists { get; init; } = "american-english+french";

    /// <summary>
    /// Recognisers that may work at once, over all videos; 0 takes the machine's cores, at most 4. One is made when it is first needed and holds about 60 MB, so a single video, which
    /// is read in order, has one. Default 0: one alone keeps up with four videos at two frames a second, and would leave the other cores idle while more of them wait.
    /// </summary>
    [Range(0, 16)]
    public int Engines { get; init; }

    /// <summary>
    /// Least likeness of a place to a line of text before it is read, 0 to 1. Printed lines reach 0.7 and more; below 0.45 nearly everything is leaves and stones.
    /// </summary>
    [Range(0.0, 1.0)]
    public double LeastLikeness { get; init; } = 0.45;

    /// <summary>
    /// Unreadable places that are tried per frame before the rest is left for the next one; each two readable lines allow one more. The likeliest go
    /// first. A try takes about 5 ms, so natural footage costs about 20 ms a frame beside the finding.
    /// </summary>
    [Range(0, 100)]
    public int FailedReadsPerFrame { get; init; } = 4;

    /// <summary>
    /// Places that look like words on a steep line and are tried per frame, beside the level ones; 0 reads no print on the ground. Natural footage has about two of them, and a try takes
    /// about 10 ms, because each is read twice before it is given up.
    /// </summary>
    [Range(0, 100)]
    public int SteepReadsPerFrame { get; init; } = 3;

    /// <summary>Lines read per frame at most; the rest waits for the next frame. A full page of small print has about 50 lines.</summary>
    [Range(1, 500)]
    public int ReadsPerFrame { get; init; } = 60;

    /// <summary>Least confidence of a reading of ten or more letters, 0 to 1; shorter ones need more, because short strings are easily invented.</summary>
    [Range(0.0, 1.0)]
    public double LeastConfidence { get; init; } = 0.6;

    /// <summary>Frames that wait for reading before the pusher waits; a page of print may take as long as several frames last.</summary>
    [Range(1, 64)]
    public int QueuedFrames { get; init; } = 4;
}
