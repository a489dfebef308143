namespace LongVpo.Models.Checkpoints;

/// <summary>Says which of the two published layouts a model's folder has; they differ in config keys, tensor names and fused tensors, not in what is calculated.</summary>
public enum CheckpointFormat
{
    /// <summary>Hugging Face's own: <c>model_type: internvl</c>.</summary>
    Native,

    /// <summary>OpenGVLab's: <c>model_type: internvl_chat</c>, with fused query-key-value tensors.</summary>
    Original,
}
