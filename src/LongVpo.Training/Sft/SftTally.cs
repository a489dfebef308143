using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>What a run has done so far, as its checkpoint carries it; folding is pure.</summary>
/// <param name="Videos">Videos seen.</param>
/// <param name="Answers">Answers learned.</param>
/// <param name="Tokens">Tokens read.</param>
/// <param name="Seconds">Seconds of training.</param>
/// <param name="Data">A chained SHA-256 over all that was read, by which two runs can be seen to have had the same data.</param>
internal sealed record SftTally(long Videos, long Answers, long Tokens, double Seconds, string Data)
{
    public static SftTally Empty { get; } = new(0, 0, 0, 0, new string('0', 64));

    public SftTally With(ImmutableArray<(ImmutableArray<Lesson> Lessons, PackedLessons Packed)> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(Data));
        Span<byte> seed = stackalloc byte[8];
        foreach (var (lessons, packed) in parts)
        {
            foreach (var lesson in lessons)
            {
                BinaryPrimitives.WriteInt64LittleEndian(seed, lesson.Script?.Seed ?? -1);
                hash.AppendData(seed);
            }

            hash.AppendData(MemoryMarshal.AsBytes(packed.Ids.AsSpan()));
        }

        return this with
        {
            Videos = Videos + parts.Sum(part => part.Lessons.Length),
            Answers = Answers + parts.Sum(part => part.Packed.Runs.Length),
            Tokens = Tokens + parts.Sum(part => part.Packed.Ids.Length),
            Data = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
    }

    public Dictionary<string, string> Words() => new()
    {
        ["videos"] = Text(Videos), ["answers"] = Text(Answers), ["tokens"] = Text(Tokens), ["seconds"] = Seconds.ToString("R", CultureInfo.InvariantCulture), ["data"] = Data,
    };

    public static SftTally Of(IReadOnlyDictionary<string, string> words) => new(
        Number(words["videos"]), Number(words["answers"]), Number(words["tokens"]), double.Parse(words["seconds"], CultureInfo.InvariantCulture), words["data"]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
