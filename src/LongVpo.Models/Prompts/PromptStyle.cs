using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Prompts;

/// <summary>What may differ between prompts of the family. The defaults are those of the native format.</summary>
public sealed record PromptStyle
{
    /// <summary>The property of <c>config.json</c> that says how frames are labelled; other programs pass over it.</summary>
    public const string LabelProperty = "frame_label";

    /// <summary>A system turn that is put before chats that have none; by default there is none. The original's own chat puts the one of its template there.</summary>
    public string? SystemMessage { get; init; }

    /// <summary>How the line of a frame begins.</summary>
    public FrameLabel Label { get; init; }

    /// <summary>Reads how a folder's model was trained to see frames; published folders do not say, and mean <see cref="FrameLabel.Plain"/>.</summary>
    /// <exception cref="CheckpointException">The config cannot be read, or names a label that is not known.</exception>
    public static PromptStyle Read(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        try
        {
            using var document = JsonDocument.Parse(FolderFiles.Read(path), new JsonDocumentOptions { MaxDepth = 32 });
            var section = new JsonSection(document.RootElement, path);
            return section.Word(LabelProperty, "plain") switch
            {
                "plain" => new PromptStyle(),
                "dashed" => new PromptStyle { Label = FrameLabel.Dashed },
                "bare" => new PromptStyle { Label = FrameLabel.Bare },
                var other => throw section.Unsupported(LabelProperty, other, "plain, dashed or bare"),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path} is no readable JSON; download it again.", fault);
        }
    }
}
