using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Pictures;

/// <summary>How a model wants its pictures, as its folder says.</summary>
public sealed record PictureSettings
{
    /// <summary>Side of a tile or frame in pixels.</summary>
    public required int Side { get; init; }

    /// <summary>What is taken off each colour (of 0 to 1) before it is divided; ImageNet's means unless the folder says otherwise.</summary>
    public (double Red, double Green, double Blue) Mean { get; init; } = (0.485, 0.456, 0.406);

    /// <summary>What each colour is divided by; ImageNet's deviations unless the folder says otherwise.</summary>
    public (double Red, double Green, double Blue) Deviation { get; init; } = (0.229, 0.224, 0.225);

    /// <summary>Fewest tiles of a still picture.</summary>
    public int MinTiles { get; init; } = 1;

    /// <summary>Most tiles of a still picture, the thumbnail not counted; twelve is what all published models were trained with.</summary>
    public int MaxTiles { get; init; } = 12;

    /// <summary>Whether the whole picture follows its tiles where there are several.</summary>
    public bool Thumbnail { get; init; } = true;

    /// <summary>Reads a folder's settings; what is absent is as published models have it.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="config">Its config.</param>
    /// <param name="frames">Whether frames of videos are meant, which later versions describe in a file of their own.</param>
    /// <exception cref="CheckpointException">A file cannot be read or asks for something that is not done.</exception>
    public static PictureSettings Read(string folder, InternConfig config, bool frames = false)
    {
        var path = new[] { frames ? "video_preprocessor_config.json" : "preprocessor_config.json", "preprocessor_config.json", "config.json" }
            .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null) return new PictureSettings { Side = config.PictureSize };
        try
        {
            using var document = JsonDocument.Parse(FolderFiles.Read(path), new JsonDocumentOptions { MaxDepth = 32 });
            return Read(new JsonSection(document.RootElement, path), config);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path} is no readable JSON; download it again.", fault);
        }
    }

    private static PictureSettings Read(JsonSection section, InternConfig config)
    {
        foreach (var step in new[] { "do_resize", "do_rescale", "do_normalize" })
            if (!section.Flag(step, true)) throw section.Unsupported(step, "false", "true");
        if (section.Count("resample", 0, 5, 3) != 3) throw section.Unsupported("resample", section.Said("resample"), "3 (bicubic)");
        if (Math.Abs(section.Positive("rescale_factor", 1.0 / 255) - (1.0 / 255)) > 1e-9) throw section.Unsupported("rescale_factor", section.Said("rescale_factor"), "1/255");

        var size = section.PartOrNone("size");
        var (height, width) = size is null ? (config.PictureSize, config.PictureSize) : (size.Count("height", 1, 1 << 13, config.PictureSize), size.Count("width", 1, 1 << 13, config.PictureSize));
        if (height != width || height % (2 * config.Vision.PatchSize) != 0) throw section.Unsupported("size", $"{width} x {height}", $"a square of a multiple of {2 * config.Vision.PatchSize} pixels");
        // Each frame or tile becomes as many tokens as the config says, so another size would need other prompts.
        if (height != config.PictureSize) throw section.Unsupported("size", $"{height}", $"{config.PictureSize}, as config.json has it,");

        var plain = new PictureSettings { Side = height };
        var minimum = section.Count("min_patches", 1, 1024, section.Count("min_dynamic_patch", 1, 1024, plain.MinTiles));
        return plain with
        {
            Mean = section.Colours("image_mean", plain.Mean),
            Deviation = section.Colours("image_std", plain.Deviation) is { Red: > 0, Green: > 0, Blue: > 0 } deviation ? deviation : throw section.Unsupported("image_std", "0", "a positive number"),
            MinTiles = minimum,
            MaxTiles = section.Count("max_patches", minimum, 1024, section.Count("max_dynamic_patch", minimum, 1024, Math.Max(minimum, plain.MaxTiles))),
            Thumbnail = section.Flag("use_thumbnail", true),
        };
    }
}
