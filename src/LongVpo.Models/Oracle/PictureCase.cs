using System.Globalization;
using System.Text.Json;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>What the reference processors make of pictures before any network sees them: resizing to the byte, tiles, grids, and which frames are taken. Any engine will do.</summary>
/// <param name="name">Where it stands.</param>
/// <param name="folder">The folder with <c>preprocess.json</c>.</param>
/// <param name="list">The list in it, or <c>video</c>.</param>
internal sealed class PictureCase(string name, string folder, string list) : OracleCase(name)
{
    /// <summary>The lists there are.</summary>
    public static readonly string[] Lists = ["resize", "tiling", "video", "grid_table", "frame_sampling", "frame_sampling_with_bound"];

    public override OracleResult Run(ITensorEngine engine)
    {
        var verdict = new OracleVerdict(Name);
        if (list == "video")
        {
            Video(new OracleFile(Path.Combine(folder, "video.safetensors")), verdict);
            return verdict.Result();
        }

        var entries = OracleChat.Read(Path.Combine(folder, "preprocess.json")).GetProperty(list).EnumerateArray().ToList();
        var arrays = list is "resize" or "tiling" ? new OracleFile(Path.Combine(folder, $"{list}.safetensors")) : null;
        foreach (var entry in entries)
        {
            switch (list)
            {
                case "resize": Resized(arrays!, Index(entry), verdict); break;
                case "tiling": Tiled(arrays!, entry, verdict); break;
                case "grid_table": Grid(entry, verdict); break;
                default: Frames(entry, verdict); break;
            }
        }

        return verdict.Result();
    }

    private static string Index(JsonElement entry) => entry.GetProperty("index").GetInt32().ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(OracleFile arrays, string array) => [.. arrays.Whole(array).Select(static level => (byte)level)];

    private static void Resized(OracleFile arrays, string index, OracleVerdict verdict)
    {
        var (rgb, shape, side) = (Bytes(arrays, $"{index}.image"), arrays.Shape($"{index}.image"), arrays.Shape($"{index}.resized_pil_u8")[1]);
        var resized = new byte[side * side * 3];
        BicubicResizer.Resize(new RgbView(rgb, shape[1], shape[0]), side, side, resized);
        int[] apart = [.. Enumerable.Range(0, 3).SelectMany(colour => Enumerable.Range(0, side * side).Select(pixel => (int)resized[(pixel * 3) + colour]))];
        verdict.Tokens(apart, arrays.Whole($"{index}.resized_pil_u8"));
        var values = new float[resized.Length];
        new PicturePreparer(new PictureSettings { Side = side }).Whole(new RgbView(rgb, shape[1], shape[0]), values);
        verdict.Compare($"{index}.pixel_values_from_pil", new OracleArray([3, side, side], values), arrays.Floats($"{index}.pixel_values_from_pil"));
    }

    private static void Tiled(OracleFile arrays, JsonElement entry, OracleVerdict verdict)
    {
        var (index, side) = (Index(entry), entry.GetProperty("tile").GetInt32());
        var preparer = new PicturePreparer(new PictureSettings
        {
            Side = side, MinTiles = entry.GetProperty("min_patches").GetInt32(), MaxTiles = entry.GetProperty("max_patches").GetInt32(),
        });
        var shape = arrays.Shape($"{index}.image");
        var values = new float[preparer.CountTiles(shape[1], shape[0]) * preparer.Floats];
        preparer.Tiles(new RgbView(Bytes(arrays, $"{index}.image"), shape[1], shape[0]), values);
        verdict.Compare($"{index}.pixel_values_from_pil", new OracleArray([values.Length / preparer.Floats, 3, side, side], values), arrays.Floats($"{index}.pixel_values_from_pil"));
    }

    private static void Video(OracleFile arrays, OracleVerdict verdict)
    {
        var (rgb, shape, expected) = (Bytes(arrays, "frames"), arrays.Shape("frames"), arrays.Floats("pixel_values_from_pil"));
        var preparer = new PicturePreparer(new PictureSettings { Side = expected.Shape[2] });
        var (values, size) = (new float[shape[0] * preparer.Floats], shape[1] * shape[2] * 3);
        for (var frame = 0; frame < shape[0]; frame++)
            preparer.Whole(new RgbView(rgb.AsSpan(frame * size, size), shape[2], shape[1]), values.AsSpan(frame * preparer.Floats, preparer.Floats));
        verdict.Compare("pixel_values_from_pil", new OracleArray(expected.Shape, values), expected);
    }

    private static void Grid(JsonElement entry, OracleVerdict verdict)
    {
        int Field(string field) => entry.GetProperty(field).GetInt32();
        var grid = TileGrid.Choose(Field("width"), Field("height"), Field("min_patches"), Field("max_patches"), Field("tile"));
        verdict.Tokens([grid.Columns, grid.Rows], [Field("columns"), Field("rows")]);
    }

    private static void Frames(JsonElement entry, OracleVerdict verdict)
    {
        if (entry.TryGetProperty("bound_seconds", out var bounds))
        {
            var (last, count) = (entry.GetProperty("max_frame").GetInt32(), entry.GetProperty("num_segments").GetInt32());
            var chosen = FrameChoice.Rounded(last, count, entry.GetProperty("fps").GetDouble(), (bounds[0].GetDouble(), bounds[1].GetDouble()));
            verdict.Tokens(chosen, OracleChat.Numbers(entry, "indices"));
            return;
        }

        var (frames, wanted) = (entry.GetProperty("total_frames").GetInt32(), entry.GetProperty("num_frames").GetInt32());
        if (entry.GetProperty("hf_internvl_video_processor").ValueKind == JsonValueKind.Array)
            verdict.Tokens(FrameChoice.Centred(frames, wanted), OracleChat.Numbers(entry, "hf_internvl_video_processor"));
        verdict.Tokens(FrameChoice.Rounded(frames - 1, wanted), OracleChat.Numbers(entry, "opengvlab_readme_get_index"));
        verdict.Tokens(FrameChoice.Middle(frames, wanted), OracleChat.Numbers(entry, "opengvlab_training_middle"));
    }
}
