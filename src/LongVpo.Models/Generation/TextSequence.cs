using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>One request on its way through a network: what is left of its prompt, its keys and values, and what was written. It moves only in <see cref="TextGenerator.Step"/>.</summary>
public sealed class TextSequence : IDisposable
{
    private readonly Dictionary<int, (VisualTokens Tokens, int[] Kept)> _looked = [];
    private readonly List<int> _written = [];
    private readonly List<float> _logProbabilities = [];
    private readonly List<PrefixEnd> _ends = [];
    private readonly VisualThinning _thinning;
    private readonly bool _scores;
    private int _piece;
    private int _offset;

    internal TextSequence(TokenPrompt prompt, GenerationSettings settings, bool scores, VisualThinning thinning, PrefixMatch? match)
    {
        (Prompt, Settings, _scores, _thinning) = (prompt, settings, scores, match?.Thinning ?? thinning);
        PromptTokens = prompt.Tokens;
        Sampler = new TokenSampler(settings, prompt.Pieces.SelectMany(static piece => piece.Ids));
        if (match is null) return;
        (Cache, CachedTokens, _piece) = (match.Cache, match.End.Tokens, match.End.Pieces);
        _ends.AddRange(match.Ends);
    }

    /// <summary>Tokens of the whole prompt, pictures whole.</summary>
    public int PromptTokens { get; }

    /// <summary>Tokens of the prompt that were taken from an earlier one.</summary>
    public int CachedTokens { get; }

    /// <summary>Tokens of the prompt that are still to be read, at most: thinning may leave some of them out.</summary>
    public int PromptLeft => Enumerable.Range(_piece, Prompt.Pieces.Length - _piece).Sum(Size) - _offset;

    /// <summary>Tokens written so far, the end token included.</summary>
    public IReadOnlyList<int> Written => _written;

    /// <summary>Natural logarithms of the probabilities of a given response's tokens as far as they were read, or of the written ones where the settings ask for them.</summary>
    public IReadOnlyList<float> LogProbabilities => _logProbabilities;

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishReason? Finish { get; internal set; }

    /// <summary>Tokens in its cache.</summary>
    public int Length => Cache?.Length ?? 0;

    /// <summary>Bytes of its keys and values, shared ones included.</summary>
    public long Bytes => Cache?.Bytes ?? 0;

    internal TokenPrompt Prompt { get; }

    internal GenerationSettings Settings { get; }

    internal TokenSampler Sampler { get; }

    internal KeyValueCache? Cache { get; set; }

    /// <summary>Whether a given response is scored instead of a new one written; it is then the prompt's last piece.</summary>
    internal bool ScoresResponse => _scores;

    /// <summary>Names of the prompt's beginnings.</summary>
    internal string[] Names { get; init; } = [];

    /// <summary>Frees what it holds.</summary>
    public void Dispose()
    {
        Cache?.Dispose();
        Cache = null;
    }

    /// <summary>The pictures that must be looked at before the next tokens of the prompt can be read.</summary>
    internal IEnumerable<(int Piece, IPromptPicture Picture)> Unseen(int tokens)
    {
        tokens += _offset;
        for (var piece = _piece; piece < Prompt.Pieces.Length && tokens > 0; piece++)
        {
            if (Prompt.Pieces[piece].Picture is { } picture && !_looked.ContainsKey(piece)) yield return (piece, picture);
            tokens -= Size(piece);
        }
    }

    /// <summary>Takes in what the network saw in a picture; called in the prompt's order.</summary>
    internal void Saw(int piece, VisualTokens tokens) => _looked[piece] = (tokens, _thinning.Next(tokens));

    /// <summary>Lays the next tokens of the prompt, or the last written one, into a step.</summary>
    internal SequencePart Lay(int tokens, StepRows rows)
    {
        if (_piece == Prompt.Pieces.Length)
        {
            rows.Add(_written[^1]);
            return new SequencePart(1, _piece, 0, [], true);
        }

        var (piece, offset, count, targets) = (_piece, _offset, 0, new List<(int Row, int Token)>());
        while (piece < Prompt.Pieces.Length && count < tokens)
        {
            var taken = Math.Min(tokens - count, Size(piece) - offset);
            for (var at = offset; at < offset + taken; at++, count++)
            {
                if (count > 0 && IsResponse(piece)) targets.Add((count - 1, Prompt.Pieces[piece].Ids[at]));
                if (_looked.TryGetValue(piece, out var seen)) rows.Add(seen.Tokens.Row(seen.Kept[at]));
                else rows.Add(Prompt.Pieces[piece].Ids[at]);
            }

            offset += taken;
            if (offset == Size(piece)) (piece, offset) = (piece + 1, 0);
        }

        if (piece < Prompt.Pieces.Length && IsResponse(piece)) targets.Add((count - 1, Prompt.Pieces[piece].Ids[offset]));
        return new SequencePart(count, piece, offset, targets, piece == Prompt.Pieces.Length && !_scores);
    }

    /// <summary>Moves on behind a step that was done. Returns the ends of pictures when the last of them was passed with it.</summary>
    internal IReadOnlyList<PrefixEnd> Pass(SequencePart part)
    {
        var before = _ends.Count;
        var start = Length - part.Count;
        for (; _piece < part.Piece; _piece++, _offset = 0)
        {
            start += Size(_piece) - _offset;
            if (Names.Length > 0 && Names[_piece].Length > 0) _ends.Add(new PrefixEnd(Names[_piece], _piece + 1, start));
            _looked.Remove(_piece);
        }

        _offset = part.Offset;
        var pictures = Names.Count(static name => name.Length > 0);
        return _ends.Count > before && _ends.Count == pictures ? [.. _ends] : [];
    }

    /// <summary>What thinning would go on with behind the last picture; null when nothing is thinned.</summary>
    internal VisualThinning? Thinning => _thinning.Off ? null : _thinning;

    internal void Write(int token) => _written.Add(token);

    internal void Score(float logProbability) => _logProbabilities.Add(logProbability);

    private bool IsResponse(int piece) => _scores && piece == Prompt.Pieces.Length - 1;

    private int Size(int piece) => _looked.TryGetValue(piece, out var seen) ? seen.Kept.Length : Prompt.Counts[piece];
}
