namespace LongVpo.Media.Observations;

/// <summary>The colours people name without thinking; finer names would differ from person to person.</summary>
internal enum Colour
{
    Black,
    White,
    Grey,
    Red,
    Orange,
    Brown,
    Yellow,
    Green,
    Cyan,
    Blue,
    Purple,
    Pink,
}
