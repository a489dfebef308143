using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>The managed engine under the same tasks as the peer.</summary>
internal sealed class ManagedContestant : IDisposable
{
    private readonly ManagedEngine _engine = new(new ManagedSettings(Threads: 1, DecodeThreads: 1));
    private readonly BenchDecoder _decoder;

    public ManagedContestant(DecoderShape shape, ElementType held) => _decoder = new BenchDecoder(_engine, shape, held);

    /// <summary>Processor seconds of one pass over a prompt, logits of every token included.</summary>
    public double Forward(int tokens)
    {
        using var cache = _decoder.NewCache();
        var ids = Ids(tokens);
        var began = CpuClock.Seconds;
        _decoder.Step(ids, [new CachedRow(cache, tokens)], lastOnly: false);
        return CpuClock.Seconds - began;
    }

    /// <summary>Processor seconds of greedy decoding behind a prompt, without the prompt.</summary>
    public double Decode(int batch, int prompt, int tokens)
    {
        var caches = Enumerable.Range(0, batch).Select(_ => _decoder.NewCache()).ToList();
        var next = _decoder.Step([.. Enumerable.Range(0, batch).SelectMany(_ => Ids(prompt))], [.. caches.Select(cache => new CachedRow(cache, prompt))], lastOnly: true);
        var began = CpuClock.Seconds;
        for (var token = 0; token < tokens; token++) next = _decoder.Step(next, [.. caches.Select(cache => new CachedRow(cache, 1))], lastOnly: true);
        var seconds = CpuClock.Seconds - began;
        foreach (var cache in caches) cache.Dispose();
        return seconds;
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _engine.Dispose();
    }

    private static int[] Ids(int tokens) => [.. Enumerable.Range(0, tokens).Select(i => i * 7 % 1000)];
}
