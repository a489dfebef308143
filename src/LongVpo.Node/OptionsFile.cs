using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Core.Options;

namespace LongVpo.Node;

/// <summary>Reads the options a person changed and checks every one of them once, at the start, so that a wrong number never surfaces hours later.</summary>
public static class OptionsFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>The defaults with the file's changes; every option of <c>cluster-config/all-options.json</c> may stand in it, none must.</summary>
    /// <param name="path">The file; null for the defaults.</param>
    /// <exception cref="SettingsException">The file cannot be read, holds an unknown option, or a value outside its range.</exception>
    public static LongVpoOptions Read(string? path)
    {
        if (path is null) return new LongVpoOptions();
        LongVpoOptions options;
        try
        {
            options = JsonSerializer.Deserialize<LongVpoOptions>(File.ReadAllText(path), Format) ?? new LongVpoOptions();
        }
        catch (JsonException wrong)
        {
            throw new SettingsException($"The options file {path} cannot be used ({wrong.Message.TrimEnd('.')}): compare it with cluster-config/all-options.json.", wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The options file {path} cannot be read ({wrong.Message.TrimEnd('.')}).", wrong);
        }

        Validate(options, path);
        return options;
    }

    /// <summary>Every option with its value, in the shape of <c>cluster-config/all-options.json</c>.</summary>
    public static string Write(LongVpoOptions options) => JsonSerializer.Serialize(options, Format) + "\n";

    private static void Validate(LongVpoOptions options, string path)
    {
        foreach (var (section, record) in Sections(options, string.Empty))
        {
            var wrong = new List<ValidationResult>();
            if (Validator.TryValidateObject(record, new ValidationContext(record), wrong, validateAllProperties: true)) continue;
            var name = wrong[0].MemberNames.FirstOrDefault() ?? "?";
            var value = Convert.ToString(record.GetType().GetProperty(name)?.GetValue(record), CultureInfo.InvariantCulture);
            throw new SettingsException($"The option {section}{JsonNamingPolicy.CamelCase.ConvertName(name)} in {path} is {value}: {wrong[0].ErrorMessage}");
        }
    }

    private static IEnumerable<(string Section, object Record)> Sections(object record, string section)
    {
        yield return (section, record);
        foreach (var property in record.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            if (property.PropertyType.Namespace != typeof(LongVpoOptions).Namespace || property.GetValue(record) is not { } inner || inner is IEnumerable) continue;
            foreach (var deeper in Sections(inner, section + JsonNamingPolicy.CamelCase.ConvertName(property.Name) + ".")) yield return deeper;
        }
    }
}
