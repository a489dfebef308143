using System.Globalization;
using System.Text.RegularExpressions;

namespace LongVpo.Media.Simulation.Faults;

/// <summary>How one fault is written in a script, in both directions, and what must hold of it.</summary>
internal static partial class FaultText
{
    /// <summary>How far an announced discontinuity moves the clock when the script does not say: far enough that no reader takes it for a gap.</summary>
    private static readonly TimeSpan DefaultShift = TimeSpan.FromSeconds(1000);

    private static readonly (string Word, FaultKind Kind, Tail Tail)[] Words =
    [
        ("stall", FaultKind.Stall, Tail.Length), ("skip", FaultKind.Skip, Tail.Length), ("drop", FaultKind.Drop, Tail.Length),
        ("jump", FaultKind.Jump, Tail.Shift), ("wrap", FaultKind.Wrap, Tail.None), ("codec", FaultKind.CodecChange, Tail.MaybeLength),
        ("size", FaultKind.SizeChange, Tail.MaybeLength), ("loss", FaultKind.Loss, Tail.LengthAndShare), ("dup", FaultKind.Duplicate, Tail.LengthAndShare),
        ("mute", FaultKind.AudioLoss, Tail.MaybeLength), ("disc", FaultKind.Discontinuity, Tail.MaybeShift),
    ];

    private enum Tail
    {
        None,
        Length,
        MaybeLength,
        Shift,
        MaybeShift,
        LengthAndShare,
    }

    public static string Word(FaultKind kind) => Array.Find(Words, w => w.Kind == kind).Word;

    public static bool TryReadDraw(string part, out int count)
    {
        count = 0;
        return part.StartsWith("random:", StringComparison.Ordinal)
            && int.TryParse(part.AsSpan("random:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1000;
    }

    public static string WriteDraw(int count) => string.Create(CultureInfo.InvariantCulture, $"random:{count}");

    public static ScriptedFault Read(string part)
    {
        var match = Fault().Match(part);
        var word = Array.Find(Words, w => w.Word == match.Groups["kind"].Value);
        if (!match.Success || word.Word is null)
            throw new FormatException(
                $"The fault script's part '{part}' cannot be read: write kind@seconds with +length or +shift and :share, kinds are {string.Join(", ", Words.Select(w => w.Word))}, or random:N.");

        var number = Span(match.Groups["number"]);
        var fault = new ScriptedFault(word.Kind, Span(match.Groups["at"]) ?? TimeSpan.Zero)
        {
            Length = word.Tail is Tail.Length or Tail.MaybeLength or Tail.LengthAndShare ? number : null,
            Shift = word.Tail is Tail.Shift or Tail.MaybeShift ? number ?? (word.Tail == Tail.MaybeShift ? DefaultShift : TimeSpan.Zero) : TimeSpan.Zero,
            Share = match.Groups["share"].Success ? double.Parse(match.Groups["share"].Value, CultureInfo.InvariantCulture) : 0,
        };
        if (word.Tail == Tail.None && number is not null) throw new FormatException($"The fault script's part '{part}' has a length that {word.Word} does not take: leave it away.");
        Check(fault, part);
        return fault;
    }

    public static string Write(ScriptedFault fault)
    {
        var tail = fault.Length is { } length ? Signed(length) : fault.Shift != TimeSpan.Zero ? Signed(fault.Shift) : string.Empty;
        var share = fault.Share > 0 ? string.Create(CultureInfo.InvariantCulture, $":{fault.Share}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{Word(fault.Kind)}@{Seconds(fault.At)}{tail}{share}");
    }

    public static void Check(ScriptedFault fault, string part)
    {
        var tail = Array.Find(Words, w => w.Kind == fault.Kind).Tail;
        var missing = tail switch
        {
            Tail.Length or Tail.LengthAndShare when fault.Length is null => "its length: write +seconds after its time",
            Tail.Shift when fault.Shift == TimeSpan.Zero => "by how much the clock moves: write +seconds or -seconds after its time",
            Tail.LengthAndShare when fault.Share is not (> 0 and <= 1) => "its share: write a number over 0 and up to 1 at its end, such as :0.05",
            _ => null,
        };
        if (missing is not null) throw new FormatException($"The fault script's part '{part}' does not say {missing}.");
        if (fault.At < TimeSpan.Zero || fault.Length <= TimeSpan.Zero) throw new FormatException($"The fault script's part '{part}' has a time below zero or no length: write seconds above zero.");
        if (tail != Tail.LengthAndShare && fault.Share != 0) throw new FormatException($"The fault script's part '{part}' has a share that {Word(fault.Kind)} does not take: leave it away.");
    }

    private static string Signed(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "+")}{Seconds(span.Duration())}");

    /// <summary>Seconds in decimal digits: a binary fraction would not come back as it was.</summary>
    private static string Seconds(TimeSpan span) => ((decimal)span.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    private static TimeSpan? Span(Group group) => group.Success ? new TimeSpan((long)(decimal.Parse(group.Value, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond)) : null;

    [GeneratedRegex(@"^(?<kind>[a-z]+)@(?<at>\d{1,7}(\.\d{1,6})?)(?<number>[+-]\d{1,7}(\.\d{1,6})?)?(:(?<share>\d(\.\d{1,9})?))?$")]
    private static partial Regex Fault();
}
