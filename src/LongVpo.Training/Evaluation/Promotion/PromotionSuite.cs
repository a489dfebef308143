using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>The short suite that decides whether a candidate may stand for a model: questions about worlds, and questions about somebody who is not there.</summary>
public sealed record PromotionSuite
{
    /// <summary>Version of the file; <see cref="CurrentSchema"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>Seeds of the worlds, FROM-TO. Default: those for validation, because a choice that was made on test seeds would spoil them.</summary>
    public string Seeds { get; init; } = "200000-201999";

    /// <summary>Frames of the worlds. Default: what networks are trained on and the double of it.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [8, 16, 24, 48];

    /// <summary>Questions about worlds of each length. Default 100: a loss of five points is told from none in some minutes.</summary>
    public int Questions { get; init; } = 100;

    /// <summary>Kinds of questions. Default: those of training.</summary>
    public ImmutableArray<QuestionFamily> Families { get; init; } = new WorldPlan().Families;

    /// <summary>Questions about somebody who is not there, for each length. Default 50.</summary>
    public int Absent { get; init; } = 50;

    /// <summary>How positions are stretched over longer worlds: none, linear, ntk, yarn or model.</summary>
    public string Positions { get; init; } = "none";

    /// <summary>Share of answers that a candidate may lose or invent more without being refused, 0 to 1. Default 0.02, the loss on short footage that the method's own gates allow.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>What this version reads.</summary>
    public const string CurrentSchema = "suite/1";

    // By reflection, because generated readers give what a file leaves out no default. What is unknown is a spelling mistake.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict, AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip, Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads a suite's file.</summary>
    /// <exception cref="ArgumentException">It cannot be used; one sentence with the file.</exception>
    public static PromotionSuite Read(string path)
    {
        try
        {
            var suite = JsonSerializer.Deserialize<PromotionSuite>(File.ReadAllText(path), Strict) ?? throw new JsonException("null is no suite");
            return suite.Problem() is { } problem ? throw new ArgumentException($"{path}: {problem}") : suite;
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{path} is no suite ({wrong.Message.Split(" Path:", 2)[0].TrimEnd('.', ' ')}): see samples/suites/short.json.", wrong);
        }
    }

    /// <summary>The questions about worlds as a plan.</summary>
    public WorldPlan Plan() => new() { Seeds = Span(), Lengths = Lengths, Questions = Questions, Families = Families };

    /// <summary>The seeds.</summary>
    /// <exception cref="ArgumentException">They are none, or for training.</exception>
    public SeedSpan Span() => SeedSpan.TryParse(Seeds, out var span, out var wrong) ? span : throw new ArgumentException(wrong);

    private string? Problem()
    {
        if (Schema != CurrentSchema) return $"it was written as {Schema}, and this version reads {CurrentSchema}: take a newer version.";
        if (!SeedSpan.TryParse(Seeds, out _, out var wrong)) return wrong;
        if (Absent < 1) return $"absent is {Absent}: without questions about somebody who is not there nobody would see what is invented; say 1 or more.";
        if (!(Tolerance is >= 0 and < 1)) return $"tolerance is {Tolerance}: it is a share from 0 to below 1.";
        if (Positions is not ("none" or "linear" or "ntk" or "yarn" or "model")) return $"positions is {Positions}: say none, linear, ntk, yarn or model.";
        return Plan().Problem();
    }
}
