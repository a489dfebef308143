using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Standing;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node.Webhooks;

namespace LongVpo.Tests.Http;

/// <summary>Failed attempts come further and further apart, within bounds, until they end.</summary>
public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pauses_double_up_to_the_longest_and_then_it_is_dead()
    {
        var options = new WebhookOptions { FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(6), AttemptsMost = 6 };
        var delivery = new Delivery { Number = 1, State = DeliveryState.Waiting, Notice = new EpisodeBegan("e", "a", new VideoId("film"), MediaTime.Zero, MediaTime.Zero, new SegmentId(0), "Text.") };
        var pauses = new List<double>();
        while (delivery.State == DeliveryState.Waiting)
        {
            delivery = WebhookRules.After(delivery, "It was busy.", options, Now, jitter: 1);
            if (delivery.State == DeliveryState.Waiting) pauses.Add((delivery.NotBefore - Now).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 6, 6], pauses);
        Assert.Equal((DeliveryState.Dead, 6, "It was busy."), (delivery.State, delivery.Attempts, delivery.Problem));
    }

    [Fact]
    public void What_was_taken_is_delivered_without_a_problem()
    {
        var delivery = new Delivery { Number = 1, State = DeliveryState.Waiting, Attempts = 3, Problem = "It was busy.", Notice = new EpisodeEnded("e-end", "a", new VideoId("film"), "e", new TimeRange(MediaTime.Zero, MediaTime.Zero)) };

        var after = WebhookRules.After(delivery, null, new WebhookOptions(), Now, jitter: 0);

        Assert.Equal((DeliveryState.Delivered, 4, (string?)null), (after.State, after.Attempts, after.Problem));
    }
}
