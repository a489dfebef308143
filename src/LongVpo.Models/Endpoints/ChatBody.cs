using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;

namespace LongVpo.Models.Endpoints;

/// <summary>
/// Writes a chat request in the part of the protocol that all services understand: words as plain text, each picture as a JPEG in a data URI behind a line with its time.
/// </summary>
internal static class ChatBody
{
    /// <exception cref="ModelException">A picture is no longer on the shelf.</exception>
    public static BinaryData Write(ChatRequest request, string model, bool isOpenAi, IPictureShelf pictures)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteBoolean("stream", true);
            json.WriteStartObject("stream_options");
            json.WriteBoolean("include_usage", true);
            json.WriteEndObject();
            WriteSettings(json, request.Settings, isOpenAi);
            json.WriteStartArray("messages");
            foreach (var message in request.Messages) WriteMessage(json, message, pictures);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    private static void WriteSettings(Utf8JsonWriter json, GenerationSettings settings, bool isOpenAi)
    {
        // OpenAI's newer models refuse the old name, other services do not know the new one.
        json.WriteNumber(isOpenAi ? "max_completion_tokens" : "max_tokens", settings.MaxTokens);
        json.WriteNumber("temperature", settings.Temperature);
        if (settings.TopP < 1) json.WriteNumber("top_p", settings.TopP);
        if (settings.Seed is { } seed) json.WriteNumber("seed", seed);
        if (!settings.Stops.IsDefaultOrEmpty)
        {
            json.WriteStartArray("stop");
            foreach (var stop in settings.Stops) json.WriteStringValue(stop);
            json.WriteEndArray();
        }

        // Outside the protocol: sent only when wanted, since OpenAI refuses what it does not know.
        if (settings.TopK > 0) json.WriteNumber("top_k", settings.TopK);
        if (settings.RepetitionPenalty == 1) return;
        json.WriteNumber("repetition_penalty", settings.RepetitionPenalty);
        // What llama.cpp and Ollama call it.
        json.WriteNumber("repeat_penalty", settings.RepetitionPenalty);
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatMessage message, IPictureShelf pictures)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role switch { ChatRole.System => "system", ChatRole.User => "user", _ => "assistant" });
        if (message.Parts.All(p => p is TextPart))
        {
            // Some templates take a list only where there are pictures.
            json.WriteString("content", string.Concat(message.Parts.OfType<TextPart>().Select(p => p.Text)));
        }
        else
        {
            json.WriteStartArray("content");
            var number = 0;
            foreach (var part in message.Parts)
            {
                if (part is TextPart text) WriteText(json, text.Text);
                else foreach (var picture in ((PicturesPart)part).Pictures) WritePicture(json, picture, ++number, pictures);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WritePicture(Utf8JsonWriter json, PictureRef picture, int number, IPictureShelf pictures)
    {
        var jpeg = pictures.Jpeg(picture.Key)
            ?? throw new ModelException($"The picture at {TimeText.Of(picture.Time)} is no longer kept: ask again, so that it is read from the footage anew.");
        WriteText(json, string.Create(CultureInfo.InvariantCulture, $"Frame {number} at {TimeText.Of(picture.Time)}:"));
        json.WriteStartObject();
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", "data:image/jpeg;base64," + Convert.ToBase64String(jpeg.Span));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
