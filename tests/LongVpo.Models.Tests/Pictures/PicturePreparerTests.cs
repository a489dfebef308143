using System.Text;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tests.Checkpoints;

namespace LongVpo.Models.Tests.Pictures;

/// <summary>Checks what the tables of the reference do not: layout of the numbers, settings of folders, the edges of the rules.</summary>
public sealed class PicturePreparerTests
{
    [Fact]
    public void Colours_lie_apart_and_are_shifted_and_scaled()
    {
        var preparer = new PicturePreparer(new PictureSettings { Side = 2, Mean = (0.5, 0.25, 0), Deviation = (0.5, 0.5, 2) });
        var values = new float[12];
        preparer.Whole(new RgbView([255, 0, 0, 0, 255, 0, 0, 0, 255, 51, 51, 51], 2, 2), values);

        Assert.Equal([1, -1, -1, -0.6f, -0.5f, 1.5f, -0.5f, -0.1f, 0, 0, 0.5f, 0.1f], values.Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void Tiles_come_row_by_row_and_the_whole_last()
    {
        var preparer = new PicturePreparer(new PictureSettings { Side = 2, Mean = (0, 0, 0), Deviation = (1, 1, 1), MinTiles = 4, MaxTiles = 4 });
        var rgb = new byte[4 * 4 * 3];
        for (var pixel = 0; pixel < 16; pixel++) rgb[pixel * 3] = (byte)((pixel / 8 * 2 + pixel % 4 / 2) * 85);
        var values = new float[preparer.CountTiles(4, 4) * preparer.Floats];
        preparer.Tiles(new RgbView(rgb, 4, 4), values);

        Assert.Equal(5 * 12, values.Length);
        Assert.Equal([0, 1 / 3f, 2 / 3f, 1], Enumerable.Range(0, 4).Select(tile => values[tile * 12]));
        // The thumbnail is the mean of neighbours under the filter: dark in the first corner, bright in the last.
        Assert.True(values[48] < 0.1 && values[51] > 0.9);
    }

    [Fact]
    public void A_picture_of_one_tile_has_no_thumbnail() => Assert.Equal(1, new PicturePreparer(new PictureSettings { Side = 448 }).CountTiles(448, 448));

    [Theory]
    [InlineData(1, 100_000, 1, 12)]
    [InlineData(100_000, 1, 12, 1)]
    public void Extreme_proportions_give_one_row_or_column(int width, int height, int columns, int rows) =>
        Assert.Equal(new TileGrid(columns, rows), TileGrid.Choose(width, height, 1, 12, 448));

    [Fact]
    public void Short_videos_repeat_their_last_frame_in_training()
    {
        Assert.Equal([0, 1, 2, 2, 2], FrameChoice.Middle(3, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameChoice.Centred(3, 5));
    }

    [Fact]
    public void Random_frames_are_in_order_inside_their_parts_and_the_same_for_the_same_seed()
    {
        var chosen = FrameChoice.Random(100, 8, new Random(3));

        Assert.Equal(chosen, FrameChoice.Random(100, 8, new Random(3)));
        Assert.All(chosen.Select((frame, k) => (frame, k)), pair => Assert.InRange(pair.frame, pair.k * 100 / 8, (pair.k + 1) * 100 / 8));
    }

    [Theory]
    [InlineData("""{"size":{"height":56,"width":56},"image_mean":[0.5,0.5,0.5],"max_patches":6}""", 0.5, 6)]
    [InlineData("{}", 0.485, 12)]
    [InlineData(null, 0.485, 12)]
    public void Settings_of_a_folder_are_read(string? json, double mean, int tiles)
    {
        using var folder = new TempFolder();
        if (json is not null) File.WriteAllText(folder.File("preprocessor_config.json"), json);
        var settings = PictureSettings.Read(folder.Path, Config);

        Assert.Equal((56, mean, tiles), (settings.Side, settings.Mean.Red, settings.MaxTiles));
    }

    [Theory]
    [InlineData("""{"resample":2}""", "resample = 2")]
    [InlineData("""{"do_resize":false}""", "do_resize = false")]
    [InlineData("""{"size":{"height":56,"width":28}}""", "size = 28 x 56")]
    [InlineData("""{"size":{"height":84,"width":84}}""", "size = 84")]
    [InlineData("""{"image_std":[0,1,1]}""", "image_std")]
    [InlineData("""{"image_mean":[2,0,0]}""", "three numbers from 0 to 1")]
    [InlineData("""{"min_patches":5,"max_patches":4}""", "max_patches must be")]
    [InlineData("{", "no readable JSON")]
    public void Settings_that_are_not_done_are_refused(string json, string told)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("preprocessor_config.json"), json);

        Assert.Contains(told, Assert.Throws<CheckpointException>(() => PictureSettings.Read(folder.Path, Config)).Message, StringComparison.Ordinal);
    }

    private static InternConfig Config { get; } = ConfigReader.Read(Encoding.UTF8.GetBytes(TinyFolder.Native), "config.json");
}
