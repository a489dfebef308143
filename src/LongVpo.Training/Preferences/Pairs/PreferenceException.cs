namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Preference data that cannot be used; the message is one sentence that says what is wrong, where, and what to do.</summary>
public sealed class PreferenceException : Exception
{
    public PreferenceException()
    {
    }

    public PreferenceException(string message)
        : base(message)
    {
    }

    public PreferenceException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
