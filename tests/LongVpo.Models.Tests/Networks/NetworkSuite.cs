using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Networks;

/// <summary>Checks a whole network against <see cref="ReferenceNetwork"/>, which shares no code with it.</summary>
public abstract class NetworkSuite : EngineSuite
{
    /// <summary>Single precision loses about 1e-6 on the way; the engines' own tests are stricter per operation.</summary>
    private const double Tolerance = 2e-5;

    [Theory]
    [InlineData(TextFamily.Qwen2, VisionNorm.LayerNorm, false)]
    [InlineData(TextFamily.Qwen2, VisionNorm.RmsNorm, true)]
    [InlineData(TextFamily.Qwen3, VisionNorm.LayerNorm, true)]
    [InlineData(TextFamily.Llama, VisionNorm.RmsNorm, false)]
    public void Scores_are_those_of_the_same_network_written_down_in_double_precision(TextFamily family, VisionNorm norm, bool tied)
    {
        using var model = new TinyModel(Create(), TinyModel.Config(family, norm, tied));
        var ids = TinyModel.Ids(2, 40, 41, 42);

        var expected = model.Reference.Scores(ids, TinyModel.ImageToken, [TinyModel.Pixels(1), TinyModel.Pixels(2)], TinyModel.Side);

        AssertClose(expected, Scores(model, ids, [TinyModel.Pixels(1), TinyModel.Pixels(2)]));
    }

    [Theory]
    [InlineData(RopeKind.Linear)]
    [InlineData(RopeKind.Ntk)]
    [InlineData(RopeKind.Dynamic)]
    [InlineData(RopeKind.Yarn)]
    public void A_text_past_the_trained_length_is_rotated_as_for_its_whole_length(RopeKind kind)
    {
        // Turns are set so that a head of eight channels has fast, blended and slow ones.
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Llama, maxPositions: 8, scaling: new RopeScaling(kind, 2, 8) { FastTurns = 1, SlowTurns = 0.05 }));
        int[] ids = [.. Enumerable.Range(0, 14).Select(at => 4 + (at * 7 % 80))];
        var expected = model.Reference.Scores(ids, TinyModel.ImageToken, [], TinyModel.Side);

        AssertClose(expected, Scores(model, ids, []));
        AssertClose(expected, InPieces(model, ids, [5, 1, 8]));
    }

    [Fact]
    public void Texts_of_one_pass_do_not_see_each_other()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2));
        int[][] texts = [[10, 11, 12], [20], [30, 31, 32, 33, 34]];
        using var scope = model.Network.Engine.OpenScope();
        var network = model.Network;
        var scores = network.Scores(network.Read(network.Embed([.. texts.SelectMany(static text => text)]), TextStep.Whole(3, 1, 5)));

        double[][] expected = [.. texts.SelectMany(text => model.Reference.Scores(text, TinyModel.ImageToken, [], TinyModel.Side))];

        AssertClose(expected, Numbers(model, scores));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(4, 5)]
    [InlineData(8, 1)]
    [InlineData(9)]
    public void A_text_read_in_pieces_gives_the_scores_of_the_whole(params int[] pieces)
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2));
        int[] ids = [10, 11, 12, 50, 51, 52, 53, 60, 61];

        AssertClose(model.Reference.Scores(ids, TinyModel.ImageToken, [], TinyModel.Side), InPieces(model, ids, pieces));
    }

    [Fact]
    public void A_picture_that_cannot_be_cut_into_squares_is_refused()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2));
        using var scope = model.Network.Engine.OpenScope();
        var pictures = model.Network.Engine.From(new float[3 * 21 * 28], 1, 3, 21, 28);

        var refused = Assert.Throws<ArgumentException>(() => model.Network.Look(pictures));

        Assert.Contains("28 x 21", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_first_layers_made_is_given_beside_the_end_which_stays_the_same()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2));
        int[] ids = [10, 11, 12, 50, 51];
        var (network, layers) = (model.Network, model.Network.Config.Text.Layers);
        using var scope = network.Engine.OpenScope();
        var alone = Numbers(model, network.Read(network.Embed(ids), TextStep.Whole(ids.Length)));

        var (last, early) = network.ReadWithEarly(network.Embed(ids), TextStep.Whole(ids.Length), [.. new[] { 1, layers }.Distinct()]);
        var (first, all) = (early[0], early[^1]);

        AssertClose(alone, Numbers(model, last));
        AssertClose(alone, Numbers(model, all));
        Assert.True(layers == 1 || alone.Zip(Numbers(model, first)).Any(pair => pair.First.Zip(pair.Second).Any(two => Math.Abs(two.First - two.Second) > 1e-3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.ReadWithEarly(network.Embed(ids), TextStep.Whole(ids.Length), layers + 1));
    }

    [Fact]
    public void Text_with_room_for_other_pictures_than_it_brings_is_refused()
    {
        using var model = new TinyModel(Create(), TinyModel.Config(TextFamily.Qwen2));
        using var scope = model.Network.Engine.OpenScope();

        Assert.Throws<ArgumentException>(() => model.Network.Embed([1, 2, 3], [1]));
    }

    private static double[][] Scores(TinyModel model, int[] ids, float[][] pictures)
    {
        var network = model.Network;
        using var scope = network.Engine.OpenScope();
        float[] pixels = [.. pictures.SelectMany(static picture => picture)];
        var visual = pictures.Length == 0 ? null : network.Look(network.Engine.From(pixels, pictures.Length, 3, TinyModel.Side, TinyModel.Side));
        int[] places = visual is null ? [] : [.. Enumerable.Range(0, ids.Length).Where(at => ids[at] == TinyModel.ImageToken)];
        return Numbers(model, network.Scores(network.Read(network.Embed(ids, places, visual), TextStep.Whole(ids.Length))));
    }

    private static double[][] InPieces(TinyModel model, int[] ids, int[] pieces)
    {
        var network = model.Network;
        using var cache = network.Engine.NewCache(network.CacheShape);
        var (scores, at) = (new List<double[]>(), 0);
        foreach (var piece in pieces)
        {
            using var scope = network.Engine.OpenScope();
            var step = TextStep.Next([new CachedRow(cache, piece)], [ids.Length]);
            scores.AddRange(Numbers(model, network.Scores(network.Read(network.Embed(ids.AsSpan(at, piece)), step))));
            step.Commit();
            at += piece;
        }

        return [.. scores];
    }

    private static double[][] Numbers(TinyModel model, Tensor tensor)
    {
        var values = new float[tensor.Count];
        model.Network.Engine.Read(tensor, values);
        return [.. values.Chunk(tensor.Width).Select(static row => row.Select(static value => (double)value).ToArray())];
    }

    private static void AssertClose(double[][] expected, double[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(static row => row.Max(Math.Abs));
        for (var row = 0; row < expected.Length; row++)
            for (var i = 0; i < expected[row].Length; i++)
                Assert.True(Math.Abs(expected[row][i] - actual[row][i]) <= Tolerance * largest, $"row {row}, token {i}: {actual[row][i]:g9} instead of {expected[row][i]:g9}");
    }
}
