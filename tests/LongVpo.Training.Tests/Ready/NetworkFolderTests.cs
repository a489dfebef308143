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

        var report = NetworkFolder.Prepare(folder.Path, 6, null, TestContext.Current.CancellationToken);

        Assert.NotNull(WordingFile.Read(folder.Path));
        var familiar = Familiarity.Read(folder.Path)!;
        Assert.Equal(report.Limit, familiar.Limit, 0.001);
        Assert.True(report is { Held: > 10, Fitted: > 20 } && report.Middle <= report.Far && report.Far <= report.Farthest && report.Far < report.Limit, report.ToString());
        // White above and black below is nothing of the world's, where places are coloured.
        var halves = new float[3 * 32 * 32];
        for (var i = 0; i < halves.Length; i++) halves[i] = i % 1024 < 512 ? 2 : -2;
        Assert.True(familiar.Distance(halves, 32) > 2 * familiar.Limit, $"{familiar.Distance(halves, 32)} and {familiar.Limit}");
    }

    [Fact]
    public void A_book_holds_what_is_often_seen_and_is_always_the_same()
    {
        var random = new Random(5);
        // Three kinds of patches, a little different each time.
        var patches = Enumerable.Range(0, 6_000).Select(i => Enumerable.Range(0, Familiarity.PatchWidth).Select(_ => (i % 3) + (0.01f * random.NextSingle())).ToArray()).ToList();
        var book = new Familiarity(PatchBook.Of(patches), 0);

        Assert.Equal(PatchBook.Of(patches), PatchBook.Of(patches));
        Assert.All(patches, patch => Assert.True(book.Nearest(patch).Square < 0.01f));
        Assert.True(book.Nearest([.. Enumerable.Repeat(0.5f, Familiarity.PatchWidth)]).Square > 2);
    }

    [Fact]
    public void A_folder_that_is_no_network_is_refused_in_a_sentence()
    {
        using var folder = new TempFolder();

        Assert.Contains(folder.Path, Assert.Throws<ModelException>(() => NetworkFolder.Prepare(folder.Path, 3, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("too few", Assert.Throws<ArgumentException>(() => NetworkFolder.Prepare(folder.Path, 2, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
