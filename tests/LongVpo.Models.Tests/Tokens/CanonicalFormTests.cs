using System.Security.Cryptography;
using System.Text;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks composition against Python's: every code point, and strings in which marks are out of order, blocked or doubled.</summary>
public sealed class CanonicalFormTests
{
    [Fact]
    public void Every_code_point_is_composed_as_by_another_program()
    {
        var everything = new StringBuilder();
        for (var code = 0; code < 0x110000; code++)
            if (Rune.IsValid(code)) everything.Append(CanonicalForm.Compose(new Rune(code).ToString())).Append('\n');

        Assert.Equal(Data.Read("composed.json")[0][1].GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(everything.ToString()))));
    }

    [Fact]
    public void Strings_are_composed_as_by_another_program()
    {
        var cases = Data.Read("composed.json").EnumerateArray().Skip(1).ToList();

        Assert.True(cases.Count > 100);
        Assert.All(cases, pair => Assert.Equal(pair[1].GetString(), CanonicalForm.Compose(pair[0].GetString()!)));
        Assert.All(cases, pair => Assert.Equal(pair[1].GetString(), CanonicalForm.Compose(pair[1].GetString()!)));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", CanonicalForm.Compose("a\uD800b"));
}
