using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>A stretch of training with one mix of videos, so that seeing can be learned on short ones before joining is learned on longer ones.</summary>
public sealed record SftStage
{
    /// <summary>Scenes of the longest video that is trained on: 24 frames, so that everything longer is out of the trained range.</summary>
    public const int ScenesMost = 3;

    /// <summary>Steps of this stage.</summary>
    [Range(1, 10_000_000)]
    public required int Steps { get; init; }

    /// <summary>Share of parts by scenes of their videos. Default: 35 % one scene, 25 % two, 40 % three, because joining is learned on three alone.</summary>
    public ImmutableSortedDictionary<int, double> Scenes { get; init; } = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(1, 0.35), KeyValuePair.Create(2, 0.25), KeyValuePair.Create(3, 0.4)]);

    /// <summary>Share of videos that are cut from films and looked at as the product does, with signs, changes, a moving view and damage. Default 0: clean clips of the world, by which skill is told.</summary>
    [Range(0.0, 1.0)]
    public double Films { get; init; }

    /// <summary>
    /// Weight of the loss of the words of the scene that answers, while this stage lasts. Default null: the recipe's. A network that was asked for them from the first step looked up early and had not read one number after
    /// 3,700 steps, so it should see first.
    /// </summary>
    [Range(0.0, 100.0)]
    public double? ToldWordWeight { get; init; }

    /// <summary>Share of questions by family, of those that a video allows. Default: all alike but captions, which are longer and teach more and count twice.</summary>
    public ImmutableSortedDictionary<QuestionFamily, double> Families { get; init; } = ImmutableSortedDictionary.CreateRange(
        Enum.GetValues<QuestionFamily>().Where(family => family is not (QuestionFamily.M5 or QuestionFamily.M6 or QuestionFamily.L)).Select(family => KeyValuePair.Create(family, family == QuestionFamily.C ? 2.0 : 1.0)));
}
