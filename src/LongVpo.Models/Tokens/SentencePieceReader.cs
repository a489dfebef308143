using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>Reads <c>tokenizer.model</c>, SentencePiece's own format, which InternLM2's models come with.</summary>
internal static class SentencePieceReader
{
    private const int MaxPieces = 1 << 20;

    /// <summary>Reads a folder's model and, from <c>tokenizer_config.json</c>, the tokens that were added to it.</summary>
    public static SentencePieceTokenizer Open(string folder, long maxBytes)
    {
        var path = Path.Combine(folder, "tokenizer.model");
        var (pieces, prefixed) = Read(FolderFiles.Read(path, maxBytes), path);
        var config = Path.Combine(folder, "tokenizer_config.json");
        if (!File.Exists(config)) return new SentencePieceTokenizer(pieces, prefixed ? SpacePrefix.Always : SpacePrefix.None, [], begins: true, path);
        try
        {
            using var document = JsonDocument.Parse(FolderFiles.Read(config, maxBytes));
            var section = new JsonSection(document.RootElement, config);
            var added = document.RootElement.TryGetProperty("added_tokens_decoder", out var map) ? AddedTokenReader.ReadMap(map, config) : [];
            return new SentencePieceTokenizer(pieces, prefixed ? SpacePrefix.Always : SpacePrefix.None, added, section.Flag("add_bos_token", true), path);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{config} is no readable JSON; download it again.", fault);
        }
    }

    /// <summary>Pieces of a model, and whether a space is put before each text.</summary>
    public static (ImmutableArray<SentencePiece> Pieces, bool Prefixed) Read(ReadOnlySpan<byte> model, string place)
    {
        try
        {
            var pieces = ImmutableArray.CreateBuilder<SentencePiece>();
            var (isPairs, fallsBack, prefixed, normalises) = (false, false, true, true);
            var reader = new ProtoReader(model);
            while (reader.Next())
            {
                if (reader.Field == 1 && pieces.Count < MaxPieces) pieces.Add(Piece(reader.Bytes));
                else if (reader.Field == 2) (isPairs, fallsBack) = Trainer(reader.Bytes);
                else if (reader.Field == 3) (prefixed, normalises) = Normalizer(reader.Bytes);
            }

            if (!isPairs || !fallsBack || normalises)
                throw new CheckpointException($"{place} is a SentencePiece model that does not merge pairs, has no bytes to fall back on or changes text first, and only one as InternLM2's is read; use another model.");
            return (pieces.ToImmutable(), prefixed);
        }
        catch (Exception fault) when (fault is InvalidDataException or DecoderFallbackException)
        {
            throw new CheckpointException($"{place} is no readable SentencePiece model; download it again.", fault);
        }
    }

    private static SentencePiece Piece(ReadOnlySpan<byte> message)
    {
        var (text, score, kind) = (string.Empty, 0f, SentenceKind.Normal);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1) text = Encoding.UTF8.GetString(reader.Bytes);
            else if (reader.Field == 2) score = reader.Float;
            else if (reader.Field == 3) kind = (SentenceKind)Math.Min(reader.Number, 99);
        }

        return new SentencePiece(text, score, kind);
    }

    private static (bool IsPairs, bool FallsBack) Trainer(ReadOnlySpan<byte> message)
    {
        var (pairs, fallsBack, suffix) = (false, false, false);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 3) pairs = reader.Number == 2;
            else if (reader.Field == 24) suffix = reader.Number != 0;
            else if (reader.Field == 35) fallsBack = reader.Number != 0;
        }

        return (pairs && !suffix, fallsBack);
    }

    /// <summary>Absent flags are set: that is the format's default.</summary>
    private static (bool Prefixed, bool Normalises) Normalizer(ReadOnlySpan<byte> message)
    {
        var (table, prefixed, trims, escapes) = (false, true, true, true);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2) table = reader.Bytes.Length > 0;
            else if (reader.Field == 3) prefixed = reader.Number != 0;
            else if (reader.Field == 4) trims = reader.Number != 0;
            else if (reader.Field == 5) escapes = reader.Number != 0;
        }

        return (prefixed, table || trims || !escapes);
    }
}
