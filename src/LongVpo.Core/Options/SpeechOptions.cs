using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How speech is cut into stretches and written down by a service; nothing of it is used unless a speech model is named.</summary>
public sealed record SpeechOptions
{
    /// <summary>The service that writes speech down, <c>openai:URL#NAME</c>; <c>--speech</c> goes before it. Default none: sound leaves this machine only when someone says where to.</summary>
    public string? Model { get; init; }

    /// <summary>Language of the speech as an ISO 639-1 code. Default none: the model finds out.</summary>
    [RegularExpression("^[a-z]{2}$", ErrorMessage = "speech.language is an ISO 639-1 code of two small letters, such as en.")]
    public string? Language { get; init; }

    /// <summary>Level in dBFS up to which sound is quiet: no speech, and a place to cut at. Default -45: between the noise of a room and a low voice.</summary>
    [Range(-90.0, -5.0)]
    public double QuietDecibels { get; init; } = -45;

    /// <summary>Quiet that ends a stretch. Default 0.6 s: longer than the stop inside a word, and about as long as that between two sentences.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:00:10")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.6);

    /// <summary>Length at which a stretch without a pause is cut, at the quietest place of its second half. Default 15 s: a line that can still be quoted, and half of what speech models take at once.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:00:30")]
    public TimeSpan LongestStretch { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A stretch with less sound than this is a knock and no speech. Default 0.2 s: a short word.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan ShortestSound { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Stretches of a live source that wait for the service; beyond it the oldest is let go, and that is stored. Default 40: ten minutes at most, and 20 MB.</summary>
    [Range(1, 1_000)]
    public int WaitingStretches { get; init; } = 40;

    /// <summary>Times that a stretch is tried when the service fails: then an analysed file is left for another run, and a watched source goes on without the stretch. Default 4.</summary>
    [Range(1, 100)]
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second try, doubled for each further one. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:01:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);
}
