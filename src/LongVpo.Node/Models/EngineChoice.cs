using LongVpo.Models.Managed;
using LongVpo.Models.Native;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Node.Models;

/// <summary>Which engine calculates, as people name it on the command line.</summary>
/// <param name="Engine"><c>managed</c> or <c>libtorch</c>.</param>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; anything but cpu needs libtorch.</param>
/// <param name="Type"><c>float32</c> or <c>bfloat16</c>, which activations are calculated in; bfloat16 needs libtorch.</param>
public sealed record EngineChoice(string Engine = EngineChoice.Managed, string Device = "cpu", string Type = "float32")
{
    /// <summary>Pure C#.</summary>
    public const string Managed = "managed";

    /// <summary>libtorch, where it is installed.</summary>
    public const string Libtorch = "libtorch";

    /// <summary>Opens the engine.</summary>
    /// <param name="warn">Told in one sentence what makes the engine slow here.</param>
    /// <exception cref="SettingsException">There is no such engine, device or type, or it is not installed; says what to do.</exception>
    public ITensorEngine Open(Action<string> warn)
    {
        if (Engine == Managed)
            return Device == "cpu" && Type == "float32" ? new ManagedEngine() : throw new SettingsException($"The managed engine calculates in float32 on the cpu: for {Type} on {Device} say --engine {Libtorch}.");
        if (Engine != Libtorch) throw new SettingsException($"There is no engine {Engine}: say {Managed} or {Libtorch}.");
        var activations = Type switch
        {
            "float32" => ElementType.Float32,
            "bfloat16" => ElementType.BFloat16,
            _ => throw new SettingsException($"There is no type {Type} to calculate in: say float32 or bfloat16."),
        };
        try
        {
            var engine = new TorchEngine(new TorchSettings(Device, activations));
            if (engine.Warning is { } warning) warn(warning);
            return engine;
        }
        catch (Exception refused) when (refused is TorchMissingException or ArgumentException)
        {
            throw new SettingsException(refused.Message);
        }
    }
}
