using LongVpo.Core.Ports;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Throws at random places, from a seed, a bounded number of times: the crashes of a bad day without its end.</summary>
public sealed class Gremlin(int seed, int oneIn, int crashes, string? only = null)
{
    private readonly Random _random = new(seed);
    private int _left = crashes;

    public static Gremlin None { get; } = new(0, int.MaxValue, 0);

    public int Crashes { get; private set; }

    public void Pass(string place)
    {
        if (only is not null && place != only) return;
        lock (_random)
        {
            if (_left == 0 || _random.Next(oneIn) > 0) return;
            _left--;
            Crashes++;
            throw _random.Next(3) switch
            {
                0 => new InvalidOperationException($"crash in {place}"),
                1 => new SourceException($"hiccup in {place}") { IsTransient = true },
                _ => new StoreException($"busy in {place}") { IsTransient = true },
            };
        }
    }
}
