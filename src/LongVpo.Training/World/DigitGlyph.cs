namespace LongVpo.Training.World;

/// <summary>The figures on badges: five dots wide, seven high, which is the least at which all ten are told apart.</summary>
internal static class DigitGlyph
{
    public const int Width = 5;
    public const int Height = 7;

    private static readonly string[] Dots =
    [
        ".###. #...# #..## #.#.# ##..# #...# .###.",
        "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
        ".###. #...# ....# ..##. .#... #.... #####",
        ".###. #...# ....# ..##. ....# #...# .###.",
        "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
        "##### #.... ####. ....# ....# #...# .###.",
        ".###. #.... #.... ####. #...# #...# .###.",
        "##### ....# ...#. ..#.. ..#.. .#... .#...",
        ".###. #...# #...# .###. #...# #...# .###.",
        ".###. #...# #...# .#### ....# ....# .###.",
    ];

    /// <summary>Whether a figure has ink at a dot; none outside of it.</summary>
    public static bool HasInk(int digit, int column, int row) =>
        column is >= 0 and < Width && row is >= 0 and < Height && Dots[digit][row * (Width + 1) + column] == '#';
}
