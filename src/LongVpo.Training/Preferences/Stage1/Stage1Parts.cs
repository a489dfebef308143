namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Parts of making pairs that can be left out, to see what each of them is good for.</summary>
[Flags]
public enum Stage1Parts
{
    /// <summary>Nothing is left out.</summary>
    None = 0,

    /// <summary>Keeping clips out that look like the anchor.</summary>
    Likeness = 1,

    /// <summary>Judging by captions whether a question is about one clip alone.</summary>
    Rule = 2,

    /// <summary>Judging the same by how likely the model finds the answer on other clips and on none.</summary>
    Margin = 4,

    /// <summary>The reference's scores.</summary>
    Reference = 8,

    /// <summary>Throwing away what the model itself was not sure of.</summary>
    Certainty = 16,
}
