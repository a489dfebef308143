namespace LongVpo.Node;

/// <summary>Something a person typed or wrote into a file cannot be used. The message is one sentence that says what, where, and what to do.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
