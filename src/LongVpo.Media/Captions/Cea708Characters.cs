namespace LongVpo.Media.Captions;

/// <summary>The letters of CEA-708: ASCII and Latin-1 with a note in the last place, and an extended page.</summary>
internal static class Cea708Characters
{
    public static char FromPlain(int code) => code == 0x7f ? '♪' : (char)code;

    /// <summary>A letter of the extended page; an underscore where the standard asks for one because the code is unknown.</summary>
    public static char FromExtended(int code) => code switch
    {
        0x20 or 0x21 => ' ',
        0x25 => '…',
        0x2a => 'Š',
        0x2c => 'Œ',
        0x30 => '█',
        0x31 => '‘',
        0x32 => '’',
        0x33 => '“',
        0x34 => '”',
        0x35 => '•',
        0x39 => '™',
        0x3a => 'š',
        0x3c => 'œ',
        0x3d => '℠',
        0x3f => 'Ÿ',
        0x76 => '⅛',
        0x77 => '⅜',
        0x78 => '⅝',
        0x79 => '⅞',
        _ => '_',
    };
}
