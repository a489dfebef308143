using System.Text.Json.Serialization;

namespace LongVpo.Node.Models.Promotion;

/// <summary>A model by the name that nodes are started with, and what stands under that name today.</summary>
/// <param name="Name">The name; a folder's is absolute.</param>
/// <param name="Steps">What was done, oldest first.</param>
public sealed record ModelLine(string Name, IReadOnlyList<RegistryStep> Steps)
{
    /// <summary>Promotions that are not taken back, oldest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<RegistryStep> Standing
    {
        get
        {
            var standing = new List<RegistryStep>();
            foreach (var step in Steps)
            {
                if (step.What == RegistryStep.Promoted) standing.Add(step);
                else if (standing.Count > 0) standing.RemoveAt(standing.Count - 1);
            }

            return standing;
        }
    }

    /// <summary>The promotion that stands; null where the model is its own.</summary>
    [JsonIgnore]
    public RegistryStep? Current => Standing.Count > 0 ? Standing[^1] : null;
}
