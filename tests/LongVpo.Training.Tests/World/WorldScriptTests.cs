using LongVpo.Training.World;

namespace LongVpo.Training.Tests.World;

/// <summary>Holds scripts to their seeds: what is drawn, from which identities, and which seeds may be used for what.</summary>
public sealed class WorldScriptTests
{
    [Fact]
    public void Sixteen_identities_are_held_out_two_of_each_colour_and_shape()
    {
        Assert.Equal(48, Identity.Trained.Length);
        Assert.Equal(16, Identity.HeldOut.Length);
        Assert.All(Enum.GetValues<Colour>(), colour => Assert.Equal(2, Identity.HeldOut.Count(identity => identity.Colour == colour)));
        Assert.All(Enum.GetValues<Shape>(), shape => Assert.Equal(2, Identity.HeldOut.Count(identity => identity.Shape == shape)));
    }

    [Fact]
    public void Training_shows_no_held_out_identity_not_even_beside()
    {
        var shown = Enumerable.Range(0, 500).SelectMany(seed => WorldScript.Clips(seed, 8).Scenes.Concat(WorldScript.Episode(seed, 8).Scenes)).ToList();

        Assert.DoesNotContain(shown, scene => scene.Actor.IsHeldOut || scene.Bystander?.IsHeldOut == true);
        Assert.Equal(48, shown.Select(scene => scene.Actor).Distinct().Count());
        Assert.Throws<ArgumentException>(() => WorldScript.Clips(5, 4, heldOut: 1));
    }

    [Fact]
    public void A_held_out_actor_stands_in_the_scene_that_was_named()
    {
        var script = WorldScript.Clips(300_000, 8, heldOut: 6);

        Assert.Equal([6], Enumerable.Range(0, 8).Where(i => script.Scenes[i].Actor.IsHeldOut));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public void An_episode_brings_its_cast_back_and_sees_one_place_twice(int count)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var script = WorldScript.Episode(seed, count);

            Assert.InRange(script.Scenes.Select(scene => scene.Actor).Distinct().Count(), 2, 8);
            var twice = script.Scenes.GroupBy(scene => scene.Place).Where(place => place.Count() == 2).ToList();
            Assert.Contains(twice, place => place.First().Actor != place.Last().Actor);
        }
    }

    [Fact]
    public void Everything_is_drawn_evenly()
    {
        var scenes = Enumerable.Range(0, 2000).SelectMany(seed => WorldScript.Clips(seed, 4).Scenes).ToList();

        void Even<T>(Func<Scene, T> what, int kinds) where T : notnull
        {
            var counts = scenes.CountBy(what).Select(c => c.Value).ToList();
            Assert.Equal(kinds, counts.Count);
            var mean = scenes.Count / (double)kinds;
            Assert.All(counts, count => Assert.InRange(count, mean - 5 * Math.Sqrt(mean), mean + 5 * Math.Sqrt(mean)));
        }

        Even(scene => scene.Action, 8);
        Even(scene => scene.Place, 6);
        Even(scene => scene.Digit, 10);
        Even(scene => scene.Actor, 48);
        Even(scene => scene.Nuisance.BadgeCorner, 4);
        Assert.InRange(scenes.Count(scene => scene.Bystander is not null) / (double)scenes.Count, 0.26, 0.33);
    }

    [Fact]
    public void Seed_ranges_are_apart_and_everything_else_is_refused()
    {
        var ranges = Enum.GetValues<WorldSplit>().Select(SeedRanges.Of).Order().ToList();

        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
        Assert.All(Enum.GetValues<WorldSplit>(), split => Assert.Equal(split, SeedRanges.SplitOf(SeedRanges.Of(split).To)));
        Assert.All([-1L, 100_000, 199_999, 202_000, 310_000, 401_000], seed => Assert.Contains("no range", Assert.Throws<ArgumentException>(() => WorldScript.Clips(seed, 1)).Message, StringComparison.Ordinal));
        SeedRanges.Check(WorldSplit.Test, 300_000, 309_999);
        Assert.Contains("training 0-99999", Assert.Throws<ArgumentException>(() => SeedRanges.Check(WorldSplit.Test, 299_999, 300_010)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void A_world_without_scenes_or_with_too_many_is_refused(int count) =>
        Assert.Contains("1 to 256", Assert.Throws<ArgumentException>(() => WorldScript.Clips(1, count)).Message, StringComparison.Ordinal);
}
