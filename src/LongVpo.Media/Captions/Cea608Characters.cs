namespace LongVpo.Media.Captions;

/// <summary>The letters of CEA-608, which are ASCII with a few places taken by accented letters, and two extended sets reached by pairs of bytes.</summary>
internal static class Cea608Characters
{
    private const string Special = "®°½¿™¢£♪à\u00a0èâêîôû";
    private const string SpanishAndFrench = "ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»";
    private const string PortugueseAndGerman = "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘";

    /// <param name="code">0x20 to 0x7f.</param>
    public static char Basic(int code) => code switch
    {
        0x2a => 'á',
        0x5c => 'é',
        0x5e => 'í',
        0x5f => 'ó',
        0x60 => 'ú',
        0x7b => 'ç',
        0x7c => '÷',
        0x7d => 'Ñ',
        0x7e => 'ñ',
        0x7f => '█',
        _ => (char)code,
    };

    /// <param name="second">Second byte after 0x11, 0x30 to 0x3f.</param>
    public static char FromSpecial(int second) => Special[second - 0x30];

    /// <param name="first">0x12 or 0x13.</param>
    /// <param name="second">0x20 to 0x3f.</param>
    public static char FromExtended(int first, int second) => (first == 0x12 ? SpanishAndFrench : PortugueseAndGerman)[second - 0x20];
}
