using System.Collections.Immutable;
using System.Text;
using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Prompts;

/// <summary>
/// Writes chats in the format the InternVL family was trained on: each turn between <c>&lt;|im_start|&gt;</c> and <c>&lt;|im_end|&gt;</c>, pictures as runs of image tokens. Words are never read for special
/// tokens, so nobody can end a turn or fake a picture from inside a question. Safe for any number of threads.
/// </summary>
public sealed class PromptBuilder
{
    private readonly ITokenizer _tokenizer;
    private readonly PromptStyle _style;
    private readonly int _perPicture;
    private readonly int _prefix;
    private readonly (int Id, string Text) _start;
    private readonly (int Id, string Text) _end;
    private readonly (int Id, string Text) _open;
    private readonly (int Id, string Text) _close;
    private readonly (int Id, string Text) _context;

    /// <summary>A builder for one model.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="tokensPerPicture">Image tokens of a tile or frame (<see cref="InternConfig.TokensPerTile"/>).</param>
    /// <param name="style">What may differ; the native format by default.</param>
    /// <exception cref="CheckpointException">The tokenizer lacks a token of the format.</exception>
    public PromptBuilder(ITokenizer tokenizer, int tokensPerPicture, PromptStyle? style = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokensPerPicture, 1);
        (_tokenizer, _perPicture, _style) = (tokenizer, tokensPerPicture, style ?? new PromptStyle());
        (_start, _end) = (Token("<|im_start|>"), Token("<|im_end|>"));
        (_open, _close, _context) = (Token("<img>"), Token("</img>"), Token("<IMG_CONTEXT>"));
        _prefix = 1 + tokenizer.EncodePlain(Name(ChatRole.Assistant) + "\n").Length;
    }

    /// <summary>The id that pictures replace.</summary>
    public int ImageToken => _context.Id;

    /// <summary>The id that ends a turn, and with it an answer.</summary>
    public int EndToken => _end.Id;

    /// <summary>Writes a chat.</summary>
    /// <param name="turns">Its turns, oldest first.</param>
    /// <param name="openAnswer">Whether the assistant's next turn is begun, so that the model goes on with its answer.</param>
    public Prompt Build(IEnumerable<PromptTurn> turns, bool openAnswer = true)
    {
        var writing = new Writing(_tokenizer);
        var all = turns.ToList();
        if (_style.SystemMessage is { } system && all.All(turn => turn.Role != ChatRole.System)) all.Insert(0, new PromptTurn(ChatRole.System, [new WordsPiece(system)]));
        if (_tokenizer.Begin is { } first) writing.Silent(first);
        foreach (var turn in all)
        {
            var begin = writing.Count;
            writing.Token(_start);
            writing.Words(Name(turn.Role) + "\n");
            foreach (var piece in turn.Pieces) Write(piece, writing);
            writing.Token(_end);
            if (turn.Role == ChatRole.Assistant) writing.Learn(begin + _prefix);
            writing.Words("\n");
        }

        if (openAnswer)
        {
            writing.Token(_start);
            writing.Words(Name(ChatRole.Assistant) + "\n");
        }

        return writing.Finish();
    }

    private static string Name(ChatRole role) => role switch
    {
        ChatRole.System => "system",
        ChatRole.User => "user",
        _ => "assistant",
    };

    private void Write(PromptPiece piece, Writing writing)
    {
        switch (piece)
        {
            case WordsPiece words:
                writing.Words(words.Text);
                break;
            case ImagePiece image:
                Picture(writing, image.Tiles);
                for (var tile = 0; tile < image.Tiles; tile++) writing.Pictures.Add(new PromptPicture(false, writing.Images, tile));
                writing.Images++;
                writing.Words("\n");
                break;
            case VideoPiece video:
                ArgumentOutOfRangeException.ThrowIfLessThan(video.Frames, 1);
                for (var frame = 0; frame < video.Frames; frame++)
                {
                    Frame(writing, frame);
                    writing.Pictures.Add(new PromptPicture(true, writing.Videos, frame));
                }

                writing.Videos++;
                break;
        }
    }

    private void Frame(Writing writing, int frame)
    {
        if (_style.Label == FrameLabel.Bare)
        {
            Open(writing, 1);
            return;
        }

        writing.Words(_style.Label == FrameLabel.Plain ? $"Frame{frame + 1}: " : $"Frame-{frame + 1}: ");
        Picture(writing, 1);
        writing.Words("\n");
    }

    private void Picture(Writing writing, int tiles)
    {
        Open(writing, tiles);
        writing.Token(_close);
    }

    private void Open(Writing writing, int tiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tiles, 1);
        writing.Token(_open);
        for (var i = 0; i < tiles * _perPicture; i++) writing.Token(_context);
    }

    private (int Id, string Text) Token(string text) =>
        (_tokenizer.Find(text) ?? throw new CheckpointException($"The model's tokenizer has no token {text}, which the prompts of InternVL need; use a model of that family."), text);

    /// <summary>A prompt on its way. Neighbouring words are encoded together, because what stands on both sides of a seam may be one token.</summary>
    private sealed class Writing(ITokenizer tokenizer)
    {
        private readonly List<int> _ids = [];
        private readonly List<(int From, int To)> _learned = [];
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _words = new();

        public List<PromptPicture> Pictures { get; } = [];

        public int Images { get; set; }

        public int Videos { get; set; }

        public int Count
        {
            get
            {
                Settle();
                return _ids.Count;
            }
        }

        public void Words(string text)
        {
            _text.Append(text);
            _words.Append(text);
        }

        public void Token((int Id, string Text) token)
        {
            Settle();
            _text.Append(token.Text);
            _ids.Add(token.Id);
        }

        /// <summary>A token that has no text.</summary>
        public void Silent(int id) => _ids.Add(id);

        /// <summary>Marks everything from a place up to here as said by the assistant.</summary>
        public void Learn(int from) => _learned.Add((from, Count));

        public Prompt Finish()
        {
            Settle();
            var labels = Enumerable.Repeat(Prompt.Ignored, _ids.Count).ToArray();
            foreach (var (from, to) in _learned)
                for (var i = from; i < to; i++) labels[i] = _ids[i];
            return new Prompt([.. _ids], [.. labels], [.. Pictures], _text.ToString());
        }

        private void Settle()
        {
            if (_words.Length == 0) return;
            _ids.AddRange(tokenizer.EncodePlain(_words.ToString()));
            _words.Clear();
        }
    }
}
