using System.Collections.Frozen;

namespace LongVpo.Training.World.Film;

/// <summary>Capital letters and figures as strokes of a pen on a grid of 8 by 12, so that signs look the same on every machine, whatever fonts it has.</summary>
internal static class StrokeFont
{
    /// <summary>Columns of a letter.</summary>
    public const int Width = 8;

    /// <summary>Rows of a letter.</summary>
    public const int Height = 12;

    // Strokes are parted by bars; a point is its column and its row, in hexadecimal.
    private static readonly FrozenDictionary<char, (int X, int Y)[][]> Glyphs = Read(
        """
        A 0c,40,8c|18,78
        B 0c,00,50,71,74,56,06|56,77,7b,5c,0c
        C 82,60,30,11,03,09,1b,3c,6c,8a
        D 0c,00,40,72,84,88,7a,4c,0c
        E 80,00,0c,8c|06,66
        F 80,00,0c|06,66
        G 82,60,30,11,03,09,1b,3c,6c,8a,87,57
        H 00,0c|80,8c|06,86
        I 20,60|40,4c|2c,6c
        J 70,79,6b,4c,2b,09
        K 00,0c|80,07|34,8c
        L 00,0c,8c
        M 0c,00,47,80,8c
        N 0c,00,8c,80
        O 30,50,72,84,88,7a,5c,3c,1a,08,04,12,30
        P 0c,00,50,72,75,57,07
        Q 30,50,72,84,88,7a,5c,3c,1a,08,04,12,30|59,8c
        R 0c,00,50,72,75,57,07|47,8c
        S 81,60,20,02,04,26,66,88,8a,6c,2c,0b
        T 00,80|40,4c
        U 00,08,1b,3c,5c,7b,88,80
        V 00,4c,80
        W 00,2c,44,6c,80
        X 00,8c|80,0c
        Y 00,46,80|46,4c
        Z 00,80,0c,8c
        0 30,50,72,7a,5c,3c,1a,12,30
        1 23,50,5c|2c,8c
        2 02,20,60,82,84,0c,8c
        3 01,20,60,82,84,66,88,8a,6c,2c,0b|36,66
        4 6c,60,08,88
        5 80,10,05,55,87,8a,6c,2c,0b
        6 71,50,30,12,05,09,1b,3c,5c,7b,89,87,65,35,08
        7 00,80,3c
        8 26,04,02,20,60,82,84,66,26,08,0a,2c,6c,8a,88,66
        9 1b,3c,5c,7a,87,83,71,50,30,11,03,05,27,57,84
        """);

    /// <summary>The strokes of a character; none for a space.</summary>
    /// <exception cref="ArgumentException">There is no such letter.</exception>
    public static (int X, int Y)[][] Of(char letter) =>
        letter == ' ' ? [] : Glyphs.TryGetValue(letter, out var strokes) ? strokes : throw new ArgumentException($"There is no letter '{letter}' for signs, only A to Z and 0 to 9.");

    private static FrozenDictionary<char, (int X, int Y)[][]> Read(string lines) => lines.Split('\n').ToFrozenDictionary(
        line => line[0], line => line[2..].TrimEnd().Split('|').Select(stroke => stroke.Split(',').Select(Point).ToArray()).ToArray());

    private static (int X, int Y) Point(string point) => (Convert.ToInt32(point[..1], 16), Convert.ToInt32(point[1..], 16));
}
