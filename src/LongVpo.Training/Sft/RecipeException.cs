namespace LongVpo.Training.Sft;

/// <summary>Says in one sentence why a training run cannot begin or go on, and what to do.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);
