using LongVpo.Core.Options;
using LongVpo.Models.Managed;

namespace LongVpo.Models.Tests.Managed;

/// <summary>Checks how options become settings of an engine.</summary>
public sealed class ManagedSettingsTests
{
    [Fact]
    public void Zero_threads_mean_one_per_core() => Assert.InRange(ManagedSettings.From(new ModelOptions { Threads = 0 }).Threads, 1, Environment.ProcessorCount);

    [Fact]
    public void Options_are_taken_as_they_are() =>
        Assert.Equal(new ManagedSettings(3, 2, 5L << 20), ManagedSettings.From(new ModelOptions { Threads = 3, DecodeThreads = 2, KeptMegabytes = 5 }));

    [Fact]
    public void An_engine_without_threads_is_refused() => Assert.Throws<ArgumentException>(() => new ManagedEngine(new ManagedSettings(Threads: 0)));
}
