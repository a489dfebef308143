using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LongVpo.Training.Sft;

/// <summary>Recipes as text: one form for all kinds of training, strict about spelling and ranges, so that a wrong number is told before hours are spent on it.</summary>
internal static class RecipeText
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Reads a recipe; what the file leaves out has its default.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sample">One to compare it with.</param>
    /// <exception cref="RecipeException">It cannot be read, or holds something unknown.</exception>
    public static T Read<T>(string path, string sample)
        where T : new()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Format) ?? new T();
        }
        catch (JsonException wrong)
        {
            throw new RecipeException($"The recipe {path} cannot be used ({wrong.Message.TrimEnd('.')}): compare it with {sample}.", wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RecipeException($"The recipe {path} cannot be read ({wrong.Message.TrimEnd('.')}).", wrong);
        }
    }

    /// <summary>Holds a part of a recipe against its ranges.</summary>
    /// <exception cref="RecipeException">A value is outside of its range.</exception>
    public static void Check(object part, string path)
    {
        var wrong = new List<ValidationResult>();
        if (System.ComponentModel.DataAnnotations.Validator.TryValidateObject(part, new ValidationContext(part), wrong, validateAllProperties: true)) return;
        throw new RecipeException($"The recipe {path} has {JsonNamingPolicy.CamelCase.ConvertName(wrong[0].MemberNames.FirstOrDefault() ?? "?")} out of range: {wrong[0].ErrorMessage}");
    }

    /// <summary>A recipe with every value, as it is kept beside what it made.</summary>
    public static string Write<T>(T recipe) => JsonSerializer.Serialize(recipe, Format) + "\n";

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
