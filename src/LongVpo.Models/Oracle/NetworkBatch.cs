using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>A batch of padded rows as the reference takes it, for a network that knows no padding: pads are left out before and put back after.</summary>
internal sealed class NetworkBatch
{
    private readonly int[] _ids;
    private readonly int[]? _positions;
    private readonly OracleArray? _pixels;

    /// <param name="ids">Token ids, row by row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="mask">1 for tokens, 0 for pads; null when there are no pads.</param>
    /// <param name="positions">Positions of all tokens; null counts along the padded row, as the reference then does.</param>
    /// <param name="pixels">Normalised pictures [F, 3, H, W] in the order of the rows; null when there are none.</param>
    /// <param name="imageToken">Id of a picture's place holders.</param>
    public NetworkBatch(int[] ids, int rows, int[]? mask, int[]? positions, OracleArray? pixels, int imageToken)
    {
        (_ids, _positions, _pixels, ImageToken) = (ids, positions, pixels, imageToken);
        (Rows, Columns) = (rows, ids.Length / rows);
        Real = [.. Enumerable.Range(0, ids.Length).Where(at => mask is null || mask[at] != 0)];
        Counts = [.. Enumerable.Range(0, rows).Select(row => Real.Count(at => at / Columns == row))];
    }

    public int Rows { get; }

    public int Columns { get; }

    public int ImageToken { get; }

    /// <summary>Places of the tokens that are no pads.</summary>
    public int[] Real { get; }

    /// <summary>Tokens of each row that are no pads.</summary>
    public int[] Counts { get; }

    /// <summary>One pass over the whole batch, the scores of all tokens included; the tap sees everything.</summary>
    public void Run(InternNetwork network, INetworkTap tap)
    {
        using var scope = network.Engine.OpenScope();
        var visual = _pixels is null ? null : network.Look(network.Engine.From(_pixels.Values, _pixels.Shape.AsSpan()), tap);
        int[] ids = [.. Real.Select(at => _ids[at])];
        int[] places = visual is null ? [] : [.. Enumerable.Range(0, ids.Length).Where(at => ids[at] == ImageToken)];
        var read = network.Read(network.Embed(ids, places, visual), Step(), tap);
        network.Scores(read, tap);
    }

    /// <summary>Log-probability of every token that a mask names, 0 elsewhere: [rows, columns].</summary>
    /// <param name="scores">Scores of all tokens that are no pads.</param>
    /// <param name="mask">1 where a probability is wanted.</param>
    public OracleArray LogProbabilities(OracleArray scores, int[] mask)
    {
        var each = new float[Rows * Columns];
        for (var row = 1; row < Real.Length; row++)
        {
            var at = Real[row];
            if (mask[at] != 0 && Real[row - 1] / Columns == at / Columns) each[at] = (float)LogSoftmax.At(scores.Row(row - 1), _ids[at]);
        }

        return new OracleArray([Rows, Columns], each);
    }

    /// <summary>Each row as a prompt of its own.</summary>
    public IReadOnlyList<TokenPrompt> Prompts(InternNetwork network)
    {
        var pictures = new Queue<IPromptPicture>(Pictures());
        var prompts = new List<TokenPrompt>();
        for (var row = 0; row < Rows; row++)
        {
            int[] ids = [.. Real.Where(at => at / Columns == row).Select(at => _ids[at])];
            var room = _pixels is null ? 0 : ids.Count(id => id == ImageToken) / network.TokensPerPicture(_pixels.Shape[2], _pixels.Shape[3]);
            if (room > pictures.Count) throw new CheckpointException($"The batch has room for more pictures than it brings: row {row} wants {room} and {pictures.Count} are left.");
            prompts.Add(TokenPrompt.Of(network, ids, ImageToken, [.. Enumerable.Range(0, room).Select(_ => pictures.Dequeue())]));
        }

        return prompts;
    }

    private TextStep Step()
    {
        if (_positions is null) return TextStep.Placed(Counts, [.. Real.Select(at => at % Columns)], Columns);
        int[] positions = [.. Real.Select(at => _positions.Length == _ids.Length ? _positions[at] : _positions[at % Columns])];
        return TextStep.Placed(Counts, positions, positions.Max() + 1);
    }

    private IEnumerable<IPromptPicture> Pictures()
    {
        if (_pixels is null) yield break;
        var (height, width) = (_pixels.Shape[2], _pixels.Shape[3]);
        var size = 3 * height * width;
        for (var frame = 0; frame < _pixels.Shape[0]; frame++) yield return new PixelPicture(_pixels.Values.AsMemory(frame * size, size), height, width);
    }
}
