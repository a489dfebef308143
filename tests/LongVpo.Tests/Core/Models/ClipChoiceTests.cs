using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Models;

/// <summary>A model that knows only clips of eight pictures gets eight, without those of a change, or none.</summary>
public sealed class ClipChoiceTests
{
    private static readonly ModelWording Wording = new("describe", 8, 24, new Regex("x"), []);

    [Theory]
    [InlineData(16, 0, 8, 8)]
    [InlineData(8, 0, 8, 8)]
    [InlineData(5, 0, 8, 5)]
    [InlineData(4, 0, 8, 4)]
    [InlineData(3, 0, 0, 0)]
    [InlineData(12, 4, 8, 8)]
    [InlineData(6, 5, 8, 6)]
    public void There_are_eight_pictures_or_none_and_none_of_the_change_where_enough_are_left(int pictures, int inChange, int chosen, int different)
    {
        ImmutableArray<PictureRef> all = [.. Enumerable.Range(0, pictures).Select(i => new PictureRef(default, MediaTime.FromSeconds(10 + (i / 2.0))))];
        var range = new TimeRange(MediaTime.FromSeconds(10), MediaTime.FromSeconds(10 + (pictures / 2.0)));
        var change = new TimeRange(range.Start, MediaTime.FromSeconds(10 + (inChange / 2.0)));

        var clip = ClipChoice.Of(all, new SegmentSpan(new SegmentId(0), 0, range, Opening.Dissolve, change), Wording);

        Assert.Equal((chosen, different), (clip.Length, clip.Distinct().Count()));
        Assert.Equal(clip.OrderBy(static picture => picture.Time), clip);
        if (pictures - inChange >= 4) Assert.All(clip, picture => Assert.True(picture.Time >= change.End));
    }
}
