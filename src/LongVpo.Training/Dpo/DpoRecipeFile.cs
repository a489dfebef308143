using LongVpo.Training.Preferences.Losses;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Dpo;

/// <summary>Reads and checks recipes of preference training.</summary>
public static class DpoRecipeFile
{
    private const string Sample = "samples/recipes/tiny-dpo.json";
    private static readonly string[] Adapted = ["text.layers.", "projector.", "vision.layers."];

    /// <summary>Reads a recipe; what the file leaves out has its default.</summary>
    /// <exception cref="RecipeException">It cannot be read, holds something unknown, or a value outside its range.</exception>
    public static DpoRecipe Read(string path)
    {
        var recipe = RecipeText.Read<DpoRecipe>(path, Sample);
        RecipeText.Check(recipe, path);
        if (recipe.Lora is { } lora)
        {
            RecipeText.Check(lora, path);
            if (recipe.Vision) throw new RecipeException($"The recipe {path} trains adapters and asks for the vision tower's weights too: leave out vision, and name vision. among the targets where the tower is to be adapted.");
            foreach (var target in lora.Targets)
                if (!Adapted.Any(room => target.StartsWith(room, StringComparison.Ordinal))) throw new RecipeException($"The recipe {path} adapts {target}, and only layers below {string.Join(", ", Adapted)} can be: name the beginning of such a name.");
        }

        try
        {
            _ = Loss(recipe);
        }
        catch (ArgumentException wrong)
        {
            throw new RecipeException($"The recipe {path} names no loss: {wrong.Message}", wrong);
        }

        return recipe;
    }

    /// <summary>A recipe's loss.</summary>
    /// <exception cref="ArgumentException">It names none.</exception>
    public static LossRecipe Loss(DpoRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return LossRecipe.Parse(recipe.Loss, new LossConstants(recipe.Beta));
    }

    /// <summary>What tells two runs apart that would end in other weights.</summary>
    /// <param name="recipe">The recipe; how often it is saved is left out.</param>
    /// <param name="model">Digest of the weights that it begins with.</param>
    /// <param name="pairs">Digest of the pairs.</param>
    public static string Digest(DpoRecipe recipe, string model, string pairs) =>
        RecipeText.Digest(RecipeText.Write(recipe with { CheckpointMinutes = new DpoRecipe().CheckpointMinutes }) + model + "\n" + pairs);
}
