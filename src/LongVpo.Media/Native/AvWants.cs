namespace LongVpo.Media.Native;

/// <summary>What a session is to deliver; the numbers are those of the C header.</summary>
[Flags]
internal enum AvWants
{
    None = 0,
    Video = 1,
    Audio = 2,
    Text = 4,
    Captions = 8,
}
