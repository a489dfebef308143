using LongVpo.Node.Contract;
using LongVpo.Node.Export;

namespace LongVpo.Tests.Http;

/// <summary>What a page of pictures says of footage that others chose.</summary>
public sealed class ContactSheetTests
{
    [Fact]
    public void Words_from_the_footage_and_its_name_cannot_become_part_of_the_page()
    {
        var page = ContactSheet.Write("<script>alert(1)</script>", [Segment(0, 0, 2) with { Caption = "reads \"</figcaption><img src=x onerror=alert(1)>\"" }], next: null);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=x", page.Replace("&lt;img src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_between_two_pictures_is_shown()
    {
        var page = ContactSheet.Write("gate", [Segment(0, 0, 2), Segment(1, 2, 4.5), Segment(2, 9, 11)], next: null);

        Assert.Equal(1, page.Split("class=\"gap\"").Length - 1);
        Assert.Contains("<time>0:04.5–0:09</time> nothing was received", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_pictures_says_so() =>
        Assert.Contains("Nothing is sealed here yet.", ContactSheet.Write("gate", [], next: null), StringComparison.Ordinal);

    private static SegmentDocument Segment(int ordinal, double start, double end) => new($"s{ordinal:D5}", start, end, "hard", 0, "A picture.", []);
}
