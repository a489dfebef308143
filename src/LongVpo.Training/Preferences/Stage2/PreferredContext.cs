namespace LongVpo.Training.Preferences.Stage2;

/// <summary>What the preferred response's writer is shown; the paper's method section and its implementation section differ, so it is a choice.</summary>
public enum PreferredContext
{
    /// <summary>The scenes that the question rests on, as the implementation section has it.</summary>
    Critical,

    /// <summary>The whole video, as the method section has it.</summary>
    Full,

    /// <summary>The scenes that the question rests on, with their captions.</summary>
    Captions,

    /// <summary>Nothing: the question writer's own answer is taken.</summary>
    Text,
}
