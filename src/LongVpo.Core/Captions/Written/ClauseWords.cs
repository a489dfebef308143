using System.Globalization;

namespace LongVpo.Core.Captions.Written;

/// <summary>Says of a node what a model of few words said of its children: it has no words to sum them up with.</summary>
public static class ClauseWords
{
    private const int Most = 3;
    private const string Between = "; ";

    /// <summary>The first three different clauses, and how many more there are; empty where nothing was said.</summary>
    public static string Of(NodeJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var (clauses, more) = (new List<string>(), 0);
        foreach (var part in job.Children.SelectMany(child => child.Text.Split(Between, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (part.Split(' ') is ["and", var number, "more"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var left)) more += left;
            else if (!clauses.Contains(part)) clauses.Add(part);
        }

        more += Math.Max(0, clauses.Count - Most);
        return string.Join(Between, clauses.Take(Most)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Between}and {more} more") : string.Empty);
    }
}
