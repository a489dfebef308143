using System.Collections.Immutable;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Tests.Core.Captions.Written;

/// <summary>A node says of its children what fits, and how much does not.</summary>
public sealed class ClauseWordsTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a|b|a", "a; b")]
    [InlineData("a||b", "a; b")]
    [InlineData("a|b|c|d|e", "a; b; c; and 2 more")]
    [InlineData("a; b; c; and 2 more|d; a; and 1 more", "a; b; c; and 4 more")]
    [InlineData("", "")]
    public void The_first_three_clauses_are_told_and_the_others_counted(string children, string words)
    {
        var node = new TreeNode { Level = TreeLevel.Scene, Ordinal = 0, Range = new TimeRange(MediaTime.Zero, MediaTime.FromSeconds(9)), Children = [], Caption = new Caption("x", Caption.Observed, 1), Closed = true };

        Assert.Equal(words, ClauseWords.Of(new NodeJob(node, [.. children.Split('|').Select((text, i) => new ModelCaption { Subject = new SegmentId(i).ToString(), Text = text, Model = new ModelVersion("m", "0") })])));
    }
}
