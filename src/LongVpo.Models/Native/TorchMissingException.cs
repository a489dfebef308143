namespace LongVpo.Models.Native;

/// <summary>Says in one sentence why the libtorch engine cannot be used here, and what to install.</summary>
public sealed class TorchMissingException(string message, Exception? inner = null) : Exception(message, inner);
