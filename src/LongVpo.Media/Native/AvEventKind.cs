namespace LongVpo.Media.Native;

/// <summary>What an event of a session is; the numbers are those of the C header.</summary>
internal enum AvEventKind
{
    None = 0,
    Video = 1,
    Audio = 2,
    Text = 3,
    Captions = 4,

    /// <summary>How far sound and text were read, told so that a reader knows nothing earlier will come.</summary>
    Progress = 5,

    /// <summary>The source's own clock jumped: where that lies on the repaired clock, and what was added to the source's times to close it.</summary>
    Jump = 6,
}
