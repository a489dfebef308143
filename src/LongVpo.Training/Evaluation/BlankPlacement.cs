using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>A way of putting real frames among blanks.</summary>
public enum BlankPlacement
{
    /// <summary>The eight frames of a scene in a row, anywhere in the row of all.</summary>
    Block,

    /// <summary>The sixteen frames of two scenes as a square of four by four, anywhere in the square of all, which is read row by row.</summary>
    Grid,
}
