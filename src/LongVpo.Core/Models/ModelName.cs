using System.Diagnostics.CodeAnalysis;

namespace LongVpo.Core.Models;

/// <summary>Names a model as people type it: <c>observed:</c>, <c>tiny:</c>, <c>tiny:NAME</c>, <c>torch:FOLDER</c> or <c>openai:URL#NAME</c>.</summary>
public sealed record ModelName
{
    private ModelName(ModelScheme scheme, string place, string model) => (Scheme, Place, Model) = (scheme, place, model);

    /// <summary>No model.</summary>
    public static ModelName Observed { get; } = new(ModelScheme.Observed, string.Empty, string.Empty);

    public ModelScheme Scheme { get; }

    /// <summary>The folder of <c>torch:</c>, the base URL of <c>openai:</c>, which network of <c>tiny:</c> is meant (empty for the one that is used), else empty.</summary>
    public string Place { get; }

    /// <summary>The model's name at its endpoint; empty for the other schemes.</summary>
    public string Model { get; }

    /// <exception cref="FormatException">It names no model; the message is one sentence for a person.</exception>
    public static ModelName Parse(string text) => TryParse(text, out var name, out var wrong) ? name : throw new FormatException(wrong);

    /// <summary>Reads a name; <paramref name="wrong"/> says in one sentence what is wrong with it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ModelName? name, [NotNullWhen(false)] out string? wrong)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var rest = colon < 0 ? string.Empty : text![(colon + 1)..].Trim();
        (name, wrong) = (colon < 0 ? string.Empty : text![..colon].Trim().ToUpperInvariant()) switch
        {
            "OBSERVED" when rest.Length == 0 => (Observed, null),
            "TINY" when rest.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') => (new ModelName(ModelScheme.Tiny, rest, string.Empty), null),
            "TINY" => (null, $"'{text}' names no network: write tiny: or tiny:NAME in small letters, such as tiny:base."),
            "OBSERVED" => (null, $"'{text}' names no model: nothing may follow the colon."),
            "TORCH" when rest.Length > 0 => (new ModelName(ModelScheme.Torch, rest, string.Empty), null),
            "TORCH" => (null, $"'{text}' names no folder: write torch:FOLDER with the folder of the checkpoint."),
            "OPENAI" => Endpoint(text!, rest),
            _ => ((ModelName?)null, (string?)$"'{text}' names no model: write observed:, tiny:, torch:FOLDER or openai:URL#NAME."),
        };
        return wrong is null;
    }

    public override string ToString() => Scheme switch
    {
        ModelScheme.Observed => "observed:",
        ModelScheme.Tiny => $"tiny:{Place}",
        ModelScheme.Torch => $"torch:{Place}",
        _ => $"openai:{Place}#{Model}",
    };

    private static (ModelName? Name, string? Wrong) Endpoint(string text, string rest)
    {
        var hash = rest.LastIndexOf('#');
        if (hash < 0 || hash == rest.Length - 1) return (null, $"'{text}' does not say which model of the endpoint is meant: write openai:URL#NAME.");
        var place = rest[..hash].TrimEnd('/');
        if (!Uri.TryCreate(place, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0)
        {
            return (null, $"'{text}' has no usable URL: write http:// or https://, without a password, and the path up to /v1.");
        }

        return (new ModelName(ModelScheme.OpenAi, place, rest[(hash + 1)..]), null);
    }
}
