using System.ComponentModel.DataAnnotations;
using LongVpo.Core.Options;
using LongVpo.Node;

namespace LongVpo.Tests.Tidy;

/// <summary>Keeps the options file complete and the checks on it strict. Run with LONGVPO_WRITE=1 to write the file anew.</summary>
public sealed class OptionsTests
{
    private static readonly string AllOptions = Path.Combine(Repository.Root, "cluster-config", "all-options.json");

    [Fact]
    public void The_options_file_shows_every_option_with_its_default()
    {
        var expected = OptionsFile.Write(new LongVpoOptions());
        if (Environment.GetEnvironmentVariable("LONGVPO_WRITE") == "1") File.WriteAllText(AllOptions, expected);

        Assert.Equal(expected, File.ReadAllText(AllOptions));
        Assert.Equal(new LongVpoOptions(), OptionsFile.Read(AllOptions));
    }

    [Fact]
    public void Every_number_and_span_has_a_range()
    {
        var bare = typeof(LongVpoOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(LongVpoOptions).Namespace && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties())
            .Where(property => IsMeasured(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            .Where(property => !property.IsDefined(typeof(RangeAttribute), inherit: false))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(bare);
    }

    [Theory]
    [InlineData("""{ "segments": { "maxLength": "00:00:00" } }""", "maxLength")]
    [InlineData("""{ "segments": { "maxLenght": "00:00:05" } }""", "maxLenght")]
    [InlineData("""{ "store": { "readers": 0 } }""", "store.readers")]
    [InlineData("""{ "store": """, "cannot be used")]
    public void A_wrong_option_is_named_in_one_sentence(string json, string word)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("options.json"), json);

        var refused = Assert.Throws<SettingsException>(() => OptionsFile.Read(folder.File("options.json")));

        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        Assert.Contains("options.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_in_the_file_keeps_its_default()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("options.json"), """{ "segments": { "maxLength": "00:00:05" } /* shorter */ }""");

        var options = OptionsFile.Read(folder.File("options.json"));

        Assert.Equal(TimeSpan.FromSeconds(5), options.Segments.MaxLength);
        Assert.Equal(new StoreOptions(), options.Store);
    }

    private static bool IsMeasured(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(TimeSpan);
}
