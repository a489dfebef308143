using LongVpo.Core.Observations;

namespace LongVpo.Memory.Schema;

/// <summary>The numbers under which kinds of observation are stored: fixed for good, so that reordering or adding kinds never changes what an old store says.</summary>
internal static class KindCodes
{
    /// <summary>Words have codes up to this one, measurements above it; the partial indexes of the schema rest on it.</summary>
    public const int LastWords = 9;

    public static int Of(ObservationKind kind) => kind switch
    {
        ObservationKind.ScreenText => 1,
        ObservationKind.Subtitle => 2,
        ObservationKind.ClosedCaption => 3,
        ObservationKind.Speech => 4,
        ObservationKind.Cut => 10,
        ObservationKind.Motion => 11,
        ObservationKind.Camera => 12,
        ObservationKind.Brightness => 13,
        ObservationKind.Black => 14,
        ObservationKind.Colour => 15,
        ObservationKind.Loudness => 16,
        ObservationKind.Silence => 17,
        ObservationKind.Damage => 18,
        ObservationKind.Degraded => 19,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no stored number yet."),
    };

    public static ObservationKind KindOf(int code) => Kinds[code];

    /// <summary>The private-use character that stands for a kind of words in the full-text index.</summary>
    public static char MarkOf(ObservationKind kind) => (char)(0xE000 + Of(kind));

    public static bool IsWords(int code) => code <= LastWords;

    private static readonly Dictionary<int, ObservationKind> Kinds = Enum.GetValues<ObservationKind>().ToDictionary(Of);
}
