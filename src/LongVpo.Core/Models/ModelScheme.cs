namespace LongVpo.Core.Models;

/// <summary>Says where a model runs.</summary>
public enum ModelScheme
{
    /// <summary>No model: what was measured is put into words.</summary>
    Observed,

    /// <summary>A Hugging Face folder of the InternVL family, in this process.</summary>
    Torch,

    /// <summary>An OpenAI-compatible service.</summary>
    OpenAi,

    /// <summary>The small network that comes with the program.</summary>
    Tiny,
}
