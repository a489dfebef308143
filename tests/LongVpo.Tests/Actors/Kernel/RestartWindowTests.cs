using LongVpo.Actors.Kernel;
using LongVpo.Core.Options;
using LongVpo.TestKit;

namespace LongVpo.Tests.Actors.Kernel;

/// <summary>How patient supervision is.</summary>
public sealed class RestartWindowTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Failures_that_are_long_past_are_forgotten()
    {
        var window = new RestartWindow(new RestartOptions { MaxRestarts = 2, Window = TimeSpan.FromMinutes(1) }, _time, () => 0.5);
        Assert.NotNull(window.Next());
        Assert.NotNull(window.Next());
        Assert.Null(window.Next());

        _time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));

        Assert.NotNull(window.Next());
    }

    [Fact]
    public void Pauses_never_leave_the_jitter_around_their_doubling()
    {
        var random = new Random(5);
        var options = new RestartOptions { MaxRestarts = 60, FirstDelay = TimeSpan.FromSeconds(0.2), MaxDelay = TimeSpan.FromSeconds(30), Jitter = 0.2 };
        var window = new RestartWindow(options, _time, random.NextDouble);
        for (var i = 0; i < 60; i++)
        {
            var plain = Math.Min(0.2 * Math.Pow(2, i), 30);
            Assert.InRange(window.Next()!.Value.TotalSeconds, (plain * 0.8) - 1e-6, (plain * 1.2) + 1e-6);
        }
    }
}
