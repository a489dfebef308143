using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>What a look at the validation questions found.</summary>
/// <param name="Cells">By length and family.</param>
public sealed record Validation(ImmutableArray<ValidationCell> Cells)
{
    /// <summary>Share of right answers to questions that one scene answers, captions left out, about videos of a length; null when none were asked.</summary>
    public double? Seeing(int frames) => Share(Cells.Where(cell => cell.Frames == frames && cell.Family is QuestionFamily.A1 or QuestionFamily.A2 or QuestionFamily.A3 or QuestionFamily.A4 && cell.Frames == frames));

    /// <summary>Share of right answers to questions that join scenes, about videos of a length; null when none were asked.</summary>
    public double? Joining(int frames) => Share(Cells.Where(cell => cell.Frames == frames && cell.Family is QuestionFamily.M1 or QuestionFamily.M2 or QuestionFamily.M3 or QuestionFamily.M4 && cell.Frames == frames));

    /// <summary>Share of right answers without any video.</summary>
    public double Blind => Cells.Sum(cell => cell.RightBlind) / (double)Math.Max(1, Cells.Sum(cell => cell.Asked));

    private static double? Share(IEnumerable<ValidationCell> cells)
    {
        var all = cells.ToList();
        return all.Count == 0 ? null : all.Sum(cell => cell.Right) / (double)all.Sum(cell => cell.Asked);
    }
}
