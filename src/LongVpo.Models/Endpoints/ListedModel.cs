using System.Text.Json;

namespace LongVpo.Models.Endpoints;

/// <summary>A model in a service's list.</summary>
/// <param name="Id">Its name in requests.</param>
/// <param name="Owner">Who offers it; services put their own name here.</param>
/// <param name="Root">What it was loaded from, where that is said.</param>
internal sealed record ListedModel(string Id, string Owner, string Root)
{
    public static IReadOnlyList<ListedModel> Parse(JsonElement root) =>
        root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(m => new ListedModel(Text(m, "id"), Text(m, "owned_by"), Text(m, "root")))]
            : [];

    private static string Text(JsonElement model, string name) => model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
