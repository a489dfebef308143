using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Tests.Simulation;

/// <summary>Pins how faults are written and drawn.</summary>
public sealed class FaultScriptTests
{
    [Fact]
    public void A_script_is_written_as_it_is_read()
    {
        const string text = "wrap@3,stall@5+2,codec@8,loss@10+2:0.05,drop@12+3,size@15+1.5,mute@16,dup@17+1:0.5,skip@18+1,jump@20-100,disc@21+30,random:2";

        Assert.Equal(text, FaultScript.Parse(text).ToString());
    }

    [Theory]
    [InlineData("melt@3", "melt@3")]
    [InlineData("stall@5", "its length")]
    [InlineData("stall@5-2", "below zero")]
    [InlineData("jump@5", "by how much")]
    [InlineData("loss@5+2", "its share")]
    [InlineData("loss@5+2:1.5", "its share")]
    [InlineData("wrap@5+2", "leave it away")]
    [InlineData("stall@5+2:0.5", "leave it away")]
    [InlineData("wrap@5,wrap@8", "only once")]
    [InlineData("random:0", "random:0")]
    [InlineData("stall", "stall")]
    public void A_wrong_part_is_named_in_one_sentence(string text, string words)
    {
        var refused = Assert.Throws<FormatException>(() => FaultScript.Parse(text));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults_and_another_seed_others()
    {
        static string Drawn(int seed) => FaultScript.Parse("random:5").Draw(seed, TimeSpan.FromMinutes(2), Enum.GetValues<FaultKind>()).ToString();

        Assert.Equal(Drawn(7), Drawn(7));
        Assert.Equal(20, Enumerable.Range(0, 20).Select(Drawn).Distinct().Count());
    }

    [Fact]
    public void Drawn_faults_can_be_read_again_and_lie_apart_within_the_footage()
    {
        var length = TimeSpan.FromSeconds(90);
        for (var seed = 0; seed < 200; seed++)
        {
            var script = FaultScript.Parse("random:6").Draw(seed, length, Enum.GetValues<FaultKind>());

            Assert.Equal(script.ToString(), FaultScript.Parse(script.ToString()).ToString());
            Assert.Equal(6, script.Faults.Length);
            Assert.All(script.Faults, f => Assert.InRange(f.At + (f.Length ?? TimeSpan.Zero), TimeSpan.FromSeconds(2), length - TimeSpan.FromSeconds(2)));
            Assert.All(script.Faults.Zip(script.Faults.Skip(1)), pair => Assert.True(pair.First.At + (pair.First.Length ?? TimeSpan.Zero) < pair.Second.At, script.ToString()));
        }
    }

    [Fact]
    public void Footage_that_is_too_short_for_its_faults_is_refused()
    {
        var refused = Assert.Throws<FormatException>(() => FaultScript.Parse("random:9").Draw(1, TimeSpan.FromSeconds(12), Enum.GetValues<FaultKind>()));

        Assert.Contains("at least 40 s", refused.Message, StringComparison.Ordinal);
    }
}
