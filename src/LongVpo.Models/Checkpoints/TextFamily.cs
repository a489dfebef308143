namespace LongVpo.Models.Checkpoints;

/// <summary>Says which decoder a checkpoint holds. All three are calculated alike but for biases and per-head norms, which <see cref="TextConfig"/> spells out; the name is for tensor names and messages.</summary>
public enum TextFamily
{
    /// <summary>Qwen2 and Qwen2.5: biases on queries, keys and values.</summary>
    Qwen2,

    /// <summary>Qwen3: no biases, norms over each head's queries and keys.</summary>
    Qwen3,

    /// <summary>Llama, which is also what a converted InternLM2 is: neither biases nor norms.</summary>
    Llama,

    /// <summary>InternLM2 under its own names, with fused queries, keys and values; calculated as Llama.</summary>
    InternLm2,
}
