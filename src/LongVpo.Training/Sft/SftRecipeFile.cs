using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>Reads and checks recipes, so that a wrong number is told before hours are spent on it.</summary>
public static class SftRecipeFile
{
    private const string Sample = "samples/recipes/tiny-sft.json";

    /// <summary>Reads a recipe; what the file leaves out has its default.</summary>
    /// <exception cref="RecipeException">It cannot be read, holds something unknown, or a value outside its range.</exception>
    public static SftRecipe Read(string path)
    {
        var recipe = RecipeText.Read<SftRecipe>(path, Sample);
        Check(recipe, path);
        return recipe;
    }

    /// <summary>A recipe with every value, as it is kept beside what it made.</summary>
    public static string Write(SftRecipe recipe) => RecipeText.Write(recipe);

    /// <summary>What tells two recipes apart that would end in other weights: logging and looking are left out.</summary>
    public static string Digest(SftRecipe recipe)
    {
        var plain = new SftRecipe();
        var telling = recipe with { LogEvery = plain.LogEvery, ValidateMinutes = plain.ValidateMinutes, ValidationVideos = plain.ValidationVideos, CheckpointMinutes = plain.CheckpointMinutes };
        return RecipeText.Digest(Write(telling));
    }

    private static void Check(SftRecipe recipe, string path)
    {
        foreach (var record in recipe.Stages.Cast<object>().Prepend(recipe)) RecipeText.Check(record, path);
        if (recipe.Stages.IsDefaultOrEmpty) throw new RecipeException($"The recipe {path} has no stages: give at least one with its steps.");
        if (!TinySizes.Names.Contains(recipe.Network)) throw new RecipeException($"The recipe {path} wants the network {recipe.Network}: there are {string.Join(" and ", TinySizes.Names)}.");
        if (recipe.From is null && recipe.SceneWordLayers > TinySizes.Config(recipe.Network, 1, 0).Text.Layers)
            throw new RecipeException($"The recipe {path} wants the scenes' words behind layer {recipe.SceneWordLayers}, and the network {recipe.Network} has fewer: name one of its layers.");
        foreach (var stage in recipe.Stages)
        {
            if (!Shares(stage.Scenes) || stage.Scenes.Keys.Any(scenes => scenes is < 1 or > SftStage.ScenesMost))
                throw new RecipeException($"The recipe {path} has a stage whose scenes are no shares of videos of 1 to {SftStage.ScenesMost} scenes.");
            if (!Shares(stage.Families) || stage.Families.ContainsKey(QuestionFamily.M5))
                throw new RecipeException($"The recipe {path} has a stage whose families are no shares, or hold M5, which is for judging only.");
        }
    }

    private static bool Shares<T>(ImmutableSortedDictionary<T, double> shares) where T : notnull =>
        shares.Values.All(share => share >= 0 && double.IsFinite(share)) && shares.Values.Sum() > 0;
}
