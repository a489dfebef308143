using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Prompts;
using LongVpo.Models.Runners;
using LongVpo.Training.Ready;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Tests.Ready;

/// <summary>Makes a miniature network ready, and measures what it then takes for its own kind of pictures.</summary>
public sealed class NetworkFolderTests
{
    [Fact]
    public void A_folder_gets_its_wording_and_a_limit_that_its_own_pictures_keep()
    {
        using var folder = new TempFolder();
        TinyModel.WriteFresh(folder.Path, new SftRecipe { Network = TinySizes.Miniature, Stages = [] });
        using var engine = new ManagedEngine();

        var report = NetworkFolder.Prepare(engine, folder.Path, 6, null, TestContext.Current.CancellationToken);

        Assert.NotNull(WordingFile.Read(folder.Path));
        var width = CheckpointFolderWidth(folder.Path);
        var familiar = Familiarity.Read(folder.Path, width)!;
        Assert.Equal(report.Limit, familiar.Limit, 0.001);
        Assert.True(report is { Held: > 10, Fitted: > 20 } && report.Middle <= report.Far && report.Far <= report.Farthest && report.Farthest < report.Limit, report.ToString());
        Assert.True(report.Middle is > 0.3 and < 3, $"distances count every direction alike, and the middle one is {report.Middle}");
        Assert.Contains("not about this network", Assert.Throws<CheckpointException>(() => Familiarity.Read(folder.Path, width + 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Distances_are_one_for_what_was_fitted_and_grow_in_the_directions_that_hardly_varied()
    {
        var random = new Random(5);
        // Two numbers that vary together, and one that hardly varies.
        float[] Row()
        {
            var (a, b) = (Normal(random), Normal(random));
            return [(float)(10 + (3 * a)), (float)(3 * a + (0.5 * b)), (float)(0.5 * Normal(random))];
        }

        var rows = Enumerable.Range(0, 4_000).Select(_ => Row()).ToList();
        var (mean, whitening) = WhiteningFit.Of(rows);
        var familiar = new Familiarity(mean, whitening, 2);

        Assert.Equal(1, Math.Sqrt(rows.Average(row => Math.Pow(familiar.Distance(row), 2))), 0.01);
        var along = familiar.Distance([13, 3, 0]);
        var across = familiar.Distance([13, -3, 0]);
        Assert.True(along < 1.2 && across > 5 * along, $"{along} and {across}");
    }

    [Fact]
    public void A_folder_that_is_no_network_is_refused_in_a_sentence()
    {
        using var folder = new TempFolder();
        using var engine = new ManagedEngine();

        Assert.Contains(folder.Path, Assert.Throws<ModelException>(() => NetworkFolder.Prepare(engine, folder.Path, 3, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("too few", Assert.Throws<ArgumentException>(() => NetworkFolder.Prepare(engine, folder.Path, 2, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static int CheckpointFolderWidth(string path)
    {
        using var folder = CheckpointFolder.Open(path);
        return folder.Config.Text.Hidden;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
