using System.Text.Json;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tests.Checkpoints;

namespace LongVpo.Models.Tests.Pictures;

/// <summary>Checks resizing to the byte, and tiling, grids and frame choice exactly, against what Pillow and the reference processors made of the same pictures.</summary>
public sealed class OraclePictureTests
{
    public static TheoryData<int> Grids { get; } = Cases("grid_table");

    public static TheoryData<int> Choices { get; } = Cases("frame_sampling");

    public static TheoryData<int> BoundChoices { get; } = Cases("frame_sampling_with_bound");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Resized_picture_equals_Pillows_to_the_byte(int which)
    {
        using var file = Open("resize.safetensors");
        var (height, width) = (file.Extent($"{which}.image", 0), file.Extent($"{which}.image", 1));
        var side = file.Extent($"{which}.resized_pil_u8", 1);
        var resized = new byte[side * side * 3];
        BicubicResizer.Resize(new RgbView(file.Bytes($"{which}.image"), width, height), side, side, resized);

        Assert.Equal(file.Bytes($"{which}.resized_pil_u8"), Apart(resized));

        var values = new float[side * side * 3];
        new PicturePreparer(new PictureSettings { Side = side }).Whole(new RgbView(file.Bytes($"{which}.image"), width, height), values);
        Close(file.Floats($"{which}.pixel_values_from_pil"), values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tiled_picture_equals_the_references(int which)
    {
        using var file = Open("tiling.safetensors");
        var entry = Json().GetProperty("tiling")[which];
        var preparer = new PicturePreparer(new PictureSettings
        {
            Side = entry.GetProperty("tile").GetInt32(), MinTiles = entry.GetProperty("min_patches").GetInt32(), MaxTiles = entry.GetProperty("max_patches").GetInt32(),
        });
        var picture = new RgbView(file.Bytes($"{which}.image"), file.Extent($"{which}.image", 1), file.Extent($"{which}.image", 0));
        var values = new float[preparer.CountTiles(picture.Width, picture.Height) * preparer.Floats];
        preparer.Tiles(picture, values);

        Assert.Equal(entry.GetProperty("num_patches").GetInt32(), values.Length / preparer.Floats);
        Close(file.Floats($"{which}.pixel_values_from_pil"), values);
    }

    [Fact]
    public void Frames_equal_the_references()
    {
        using var file = Open("video.safetensors");
        var preparer = new PicturePreparer(new PictureSettings { Side = file.Extent("pixel_values_from_pil", 2) });
        var (count, height, width) = (file.Extent("frames", 0), file.Extent("frames", 1), file.Extent("frames", 2));
        var values = new float[count * preparer.Floats];
        var frames = file.Bytes("frames");
        for (var i = 0; i < count; i++)
            preparer.Whole(new RgbView(frames.AsSpan(i * height * width * 3, height * width * 3), width, height), values.AsSpan(i * preparer.Floats, preparer.Floats));

        Close(file.Floats("pixel_values_from_pil"), values);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Grid_equals_the_references(int which)
    {
        var entry = Json().GetProperty("grid_table")[which];
        int Field(string name) => entry.GetProperty(name).GetInt32();

        Assert.Equal(new TileGrid(Field("columns"), Field("rows")), TileGrid.Choose(Field("width"), Field("height"), Field("min_patches"), Field("max_patches"), Field("tile")));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Chosen_frames_equal_the_references(int which)
    {
        var entry = Json().GetProperty("frame_sampling")[which];
        var (frames, count) = (entry.GetProperty("total_frames").GetInt32(), entry.GetProperty("num_frames").GetInt32());

        if (Numbers(entry, "hf_internvl_video_processor") is { } centred) Assert.Equal(centred, FrameChoice.Centred(frames, count));
        Assert.Equal(Numbers(entry, "opengvlab_readme_get_index"), FrameChoice.Rounded(frames - 1, count));
        Assert.Equal(Numbers(entry, "opengvlab_training_middle"), FrameChoice.Middle(frames, count));
    }

    [Theory]
    [MemberData(nameof(BoundChoices))]
    public void Frames_chosen_within_bounds_equal_the_references(int which)
    {
        var entry = Json().GetProperty("frame_sampling_with_bound")[which];
        var bounds = entry.GetProperty("bound_seconds");

        Assert.Equal(Numbers(entry, "indices"), FrameChoice.Rounded(
            entry.GetProperty("max_frame").GetInt32(), entry.GetProperty("num_segments").GetInt32(), entry.GetProperty("fps").GetDouble(), (bounds[0].GetDouble(), bounds[1].GetDouble())));
    }

    private static int[]? Numbers(JsonElement entry, string name) =>
        entry.GetProperty(name).ValueKind == JsonValueKind.Array ? [.. entry.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())] : null;

    private static TheoryData<int> Cases(string list)
    {
        var path = SharedFolder.Root is { } root ? Path.Combine(root, "oracle", "preprocess", "preprocess.json") : null;
        if (path is null || !File.Exists(path)) return [0];
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. Enumerable.Range(0, document.RootElement.GetProperty(list).GetArrayLength())];
    }

    private static JsonElement Json()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("oracle", "preprocess", "preprocess.json")));
        return document.RootElement.Clone();
    }

    private static SafetensorsFile Open(string name) => SafetensorsFile.Open(SharedFolder.Require("oracle", "preprocess", name));

    private static byte[] Apart(byte[] rgb) => [.. Enumerable.Range(0, 3).SelectMany(colour => Enumerable.Range(0, rgb.Length / 3).Select(pixel => rgb[(pixel * 3) + colour]))];

    /// <summary>The reference scales in float32 and we in one step, so the last bit may differ.</summary>
    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6);
    }
}
