namespace LongVpo.Models.Oracle;

/// <summary>Collects the comparisons of one case.</summary>
internal sealed class OracleVerdict(string name)
{
    private readonly Dictionary<string, double> _errors = new(StringComparer.Ordinal);
    private bool? _tokensEqual;

    public void Compare(string array, OracleArray? ours, OracleArray reference) => _errors[array] = ours?.ErrorAgainst(reference) ?? double.PositiveInfinity;

    public void Compare(string array, double ours, double reference) =>
        _errors[array] = double.IsFinite(ours) ? Math.Abs(ours - reference) / Math.Max(Math.Abs(reference), double.Epsilon) : double.PositiveInfinity;

    public void Tokens(ReadOnlySpan<int> ours, ReadOnlySpan<int> reference) => Tokens(ours.SequenceEqual(reference));

    public void Tokens(bool equal) => _tokensEqual = (_tokensEqual ?? true) && equal;

    public OracleResult Result()
    {
        var worst = _errors.Count == 0 ? default : _errors.MaxBy(static error => error.Value);
        return new OracleResult(name, _errors.Count == 0 ? null : worst.Value, worst.Key, _tokensEqual) { Errors = _errors };
    }
}
