using LongVpo.Core.Ports;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>Says what is wrong with a file in one sentence with its path and what to do; FFmpeg's words alone help nobody.</summary>
internal static class SourceSentences
{
    public static SourceException For(string path, AvException e) => new(Sentence(path, e), e);

    public static string Sentence(string path, AvException e) => e.Code switch
    {
        AvErrorCode.Missing => $"There is no file {path}: check the path.",
        AvErrorCode.Denied => $"{path} may not be read by this user: change its permissions or run as a user who may.",
        AvErrorCode.NotAFile when Directory.Exists(path) => $"{path} is a folder: name a video file in it.",
        AvErrorCode.NotAFile => $"{path} is not an ordinary file: copy what it holds into a file and name that.",
        AvErrorCode.Empty => $"{path} is empty (0 bytes): copy or record it again.",
        AvErrorCode.UnknownFormat => $"{path} is not a video or audio file that FFmpeg knows: check that it is the right file.",
        AvErrorCode.NoIndex => $"{path} is an MP4 file without its index (moov), as after a recording that was cut off: record or copy it again, or repair it from an intact file of the same camera.",
        AvErrorCode.Damaged => $"{path} is too damaged to be opened ({e.Detail}): copy or convert it again.",
        AvErrorCode.NothingInside => $"{path} holds neither picture nor sound nor text: check that it is the right file.",
        AvErrorCode.NoDecoder => $"{path} is coded in {e.Detail}, which the installed FFmpeg cannot decode: convert it, for example to H.264.",
        AvErrorCode.Playlist => $"{path} is a playlist ({e.Detail}) and only names other files: name the video file itself.",
        AvErrorCode.TimedOut => $"{path} could not be read within the time limit: check its disk or network drive, or raise the read time-out.",
        _ => $"{path} cannot be read ({e.Detail}): copy it again or convert it with FFmpeg.",
    };

    public static string Truncated(string path) => $"{path} ends before its end: the tail is lost, and what is there was watched.";

    public static string ReadInPart(string path, AvException e) =>
        $"Parts of {path} cannot be read ({e.Detail}), and the rest was watched: copy it again or convert it with FFmpeg.";

    public static string Undecodable(string path) => $"No picture of {path} could be decoded: it is damaged or not what it claims to be; copy or convert it again.";
}
