using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Rules;

/// <summary>Checks that the rules read clips from pixels nearly as well as the script knows them, and that they have nothing but pixels.</summary>
public sealed class RuleScorerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Nearly_every_clip_is_read_right()
    {
        using var rules = new RuleScorer();
        var scripts = Enumerable.Range(0, 400).Select(i => WorldScript.Clips(300_100 + i, 1)).ToList();
        var read = scripts.Select(script => (Truth: script.Scenes[0], Facts: rules.Read(Footage.Of(script), Stop).Single())).ToList();

        Assert.InRange(read.Count(one => one.Facts.Place == one.Truth.Place), 396, 400);
        Assert.InRange(read.Count(one => one.Facts.Digit == one.Truth.Digit), 396, 400);
        Assert.InRange(read.Count(one => one.Facts.Action == one.Truth.Action), 388, 400);
        Assert.InRange(read.Count(one => one.Facts.Actor.Colour == one.Truth.Actor.Colour), 388, 400);
        Assert.InRange(read.Count(one => one.Facts.Actor.Shape == one.Truth.Actor.Shape), 380, 400);
    }

    [Fact]
    public void Questions_are_answered_from_what_was_read_and_not_without_footage()
    {
        using var rules = new RuleScorer();
        var judged = new WorldEvaluation(new WorldPlan { Lengths = [8, 24, 64], Questions = 160, Families = [.. Enum.GetValues<QuestionFamily>().Where(static family => family != QuestionFamily.L)] }).Run(rules, null, Stop);

        Assert.All(judged.GroupBy(answer => answer.Frames), length => Assert.InRange(length.Count(answer => answer.Right) / (double)length.Count(), 0.93, 1));
        var blind = Accuracy.Of(judged.Select(answer => (answer.World, answer.RightBlind)))!.Value;
        Assert.InRange(0.25, blind.Low, blind.High);
    }

    [Fact]
    public void Blanks_between_frames_are_passed_over()
    {
        using var rules = new RuleScorer();
        var script = WorldScript.Clips(300_005, 1);

        Assert.Equal(rules.Read(Footage.Of(script), Stop), rules.Read(Footage.Block(script, 32, 13, 128), Stop));
    }

    [Fact]
    public void The_rules_know_nothing_of_scripts()
    {
        string[] told = ["WorldScript", "Scene", "Nuisance", "Questions", "WorldQuestion", "FrameRenderer", "ScenePainter", "Pose"];
        var words = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "LongVpo.Training", "Rules"), "*.cs").ToDictionary(
            file => file, file => System.Text.RegularExpressions.Regex.Matches(string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))), @"\w+").Select(match => match.Value).ToHashSet(StringComparer.Ordinal));

        Assert.NotEmpty(words);
        Assert.All(words, file => Assert.DoesNotContain(told, file.Value.Contains));
    }
}
