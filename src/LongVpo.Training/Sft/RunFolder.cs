namespace LongVpo.Training.Sft;

/// <summary>Keeps a run from being begun over another one, and from being gone on with where none is.</summary>
internal static class RunFolder
{
    /// <summary>Makes the folder of a new run, or sees to it that there is one to go on with.</summary>
    /// <exception cref="RecipeException">There is a run and it was not to be resumed, or none and it was.</exception>
    public static void Prepare(string folder, string checkpoint, bool resume)
    {
        if (resume && !File.Exists(checkpoint)) throw new RecipeException($"{folder} holds no run that could go on: leave out --resume to begin one.");
        if (!resume && File.Exists(checkpoint)) throw new RecipeException($"{folder} holds a run already: say --resume to go on with it, or name another folder.");
        Directory.CreateDirectory(folder);
    }
}
