namespace LongVpo.Media.Native;

/// <summary>Why a call of a session failed; the numbers are those of the C header.</summary>
internal enum AvErrorCode
{
    Missing = -1,
    Denied = -2,
    NotAFile = -3,
    Empty = -4,
    UnknownFormat = -5,
    Damaged = -6,
    NothingInside = -7,
    NoDecoder = -8,
    Playlist = -9,
    Interrupted = -10,
    TimedOut = -11,
    ReadFailed = -12,
    Other = -13,
    NoIndex = -14,
    NoDevices = -15,
    Changed = -16,
    Container = -17,
    WriteFailed = -18,
    Certificate = -19,
    Moved = -20,

    /// <summary>Said by this side alone: what is to be checked cannot be.</summary>
    Unchecked = -100,
}
