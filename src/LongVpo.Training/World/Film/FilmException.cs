namespace LongVpo.Training.World.Film;

/// <summary>A film that could not be written. The message is one sentence that says what is wrong and what to do.</summary>
public sealed class FilmException : Exception
{
    /// <summary>Why, in one sentence.</summary>
    public FilmException(string message)
        : base(message)
    {
    }

    /// <summary>Why, in one sentence, and what led to it.</summary>
    public FilmException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
