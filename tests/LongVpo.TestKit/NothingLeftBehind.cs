using System.Collections.Concurrent;

namespace LongVpo.TestKit;

/// <summary>
/// Fails a run of tests that leaves a temporary folder behind, a node or store that still holds or writes files in one, or anything else that was promised here: what nobody
/// disposed of goes on working beside every later test. A fixture of the whole assembly.
/// </summary>
public sealed class NothingLeftBehind : IAsyncDisposable
{
    // Killed processes and closing connections let go a moment later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<object, string> Promised = new(ReferenceEqualityComparer.Instance);

    /// <summary>The test that runs now, by its name; a fixture's class where no test does.</summary>
    internal static string TestNow => TestContext.Current is var now && now.Test is { } test ? test.TestDisplayName : now.TestClass?.TestClassName ?? "outside of any test";

    /// <summary>Whoever made this is going to dispose of it.</summary>
    public static void Promise(object made) => Promised[made] = $"{TestNow}: its {made.GetType().Name} was never disposed of.";

    /// <summary>It was disposed of.</summary>
    public static void Kept(object made) => Promised.TryRemove(made, out _);

    /// <exception cref="InvalidOperationException">Something was left, with the names of those who left it.</exception>
    public async ValueTask DisposeAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        var left = Left();
        while (left.Count > 0 && TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.2));
            left = Left();
        }

        if (left.Count > 0) throw new InvalidOperationException($"Left behind by tests that must dispose of it: {string.Join(" ", left)}");
    }

    private static List<string> Left() => [.. Promised.Values.Order(StringComparer.Ordinal), .. TempFolder.LeftBehind()];
}
