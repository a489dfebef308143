using LongVpo.Core.Ports;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>Says in one sentence what is wrong with a live source, without its credentials, and whether waiting can help.</summary>
internal static class LiveSentences
{
    public static SourceException For(LiveLocation location, AvException e) => new(Sentence(location, e), e) { IsTransient = !IsFinal(location, e) };

    /// <summary>Whether opening it again can never help.</summary>
    public static bool IsFinal(LiveLocation location, AvException e) =>
        e.Code is AvErrorCode.NoDevices or AvErrorCode.NoDecoder or AvErrorCode.Unchecked || (location.Kind == LiveKind.Growing && e.Code is AvErrorCode.NotAFile or AvErrorCode.Denied);

    public static string Stalled(LiveLocation location) => $"{location.Shown} delivers nothing although its connection stands: check that it sends.";

    public static string Sentence(LiveLocation location, AvException? e) => e?.Code switch
    {
        null => $"{location.Shown} ended the connection.",
        AvErrorCode.TimedOut => $"{location.Shown} delivered nothing within the time limit: check that it sends, and the network to it.",
        AvErrorCode.Changed => $"{location.Shown} changed how it is coded.",
        AvErrorCode.Denied => $"{location.Shown} refused access ({e.Detail}): check user and password, or that it may be opened.",
        AvErrorCode.Certificate =>
            $"{location.Shown} cannot show that it is who it says ({e.Detail}): name the authority of its certificate in live.certificates, or have none checked with live.checkCertificates.",
        AvErrorCode.Unchecked => $"{location.Shown} cannot be watched, because {e.Detail}.",
        AvErrorCode.Moved => $"{location.Shown} leads from place to place without end: name the last one.",
        AvErrorCode.Missing when location.Kind == LiveKind.Growing => $"There is no file {location.Place} yet: check the path.",
        AvErrorCode.Missing => $"{location.Shown} is not there ({e.Detail}): check the address.",
        AvErrorCode.NotAFile => $"{location.Place} is not an ordinary file: name the file that is written.",
        AvErrorCode.UnknownFormat => $"{location.Shown} delivers nothing that FFmpeg knows as video or sound: check that it is the right address.",
        AvErrorCode.NothingInside => $"{location.Shown} holds neither picture nor sound: check that it is the right address.",
        AvErrorCode.NoDecoder => $"{location.Shown} is coded in {e.Detail}, which the installed FFmpeg cannot decode: have it sent in H.264, for example.",
        AvErrorCode.NoDevices => $"{location.Shown} cannot be opened, because FFmpeg's device library is not installed: install libavdevice (package libavdevice59 or newer).",
        _ => $"{location.Shown} cannot be read ({e.Detail}).",
    };
}
