using System.Text.Json;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks the scanner against a regular-expression program that sees code points, over made-up texts of everything the pattern treats apart.</summary>
public sealed class PieceScannerTests
{
    [Theory]
    [InlineData("single", @"\p{N}")]
    [InlineData("threes", @"\p{N}{1,3}")]
    public void Text_is_cut_as_the_pattern_says(string which, string digits)
    {
        var scanner = PieceScanner.For(PieceScanner.Qwen.Replace(@"|\p{N}|", $"|{digits}|", StringComparison.Ordinal))!;

        Assert.All(Data.Read("pieces.json").EnumerateArray(), entry => Assert.Equal(entry.GetProperty(which).EnumerateArray().Select(piece => piece.GetString()!), Cut(scanner, entry.GetProperty("text").GetString()!)));
    }

    [Fact]
    public void A_pattern_that_is_not_known_has_no_scanner() => Assert.Null(PieceScanner.For(@"\w+|\s+"));

    private static List<string> Cut(PieceScanner scanner, string text)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length; at += pieces[^1].Length) pieces.Add(text.Substring(at, scanner.First(text.AsSpan(at))));
        return pieces;
    }
}
