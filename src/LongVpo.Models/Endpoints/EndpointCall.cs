using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using Polly;
using Polly.CircuitBreaker;

namespace LongVpo.Models.Endpoints;

/// <summary>One request at a service, under way on its own: collects what comes until a step looks at it.</summary>
internal sealed class EndpointCall
{
    private readonly EndpointClient _client;
    private readonly EndpointOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _news;
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private int _pieces;
    private bool _hasWords;
    private CallNews? _end;
    private ModelUsage? _usage;

    /// <param name="request">What is asked.</param>
    /// <param name="body">The body of a chat; null for the other kinds.</param>
    /// <param name="client">The service.</param>
    /// <param name="pipeline">What is tried again.</param>
    /// <param name="options">How long is waited.</param>
    /// <param name="time">By which clock.</param>
    /// <param name="news">Called when there is something to look at.</param>
    public EndpointCall(ModelRequest request, BinaryData? body, EndpointClient client, ResiliencePipeline pipeline, EndpointOptions options, TimeProvider time, Action news)
    {
        (_client, _options, _time, _news) = (client, options, time, news);
        Ended = Task.Run(() => RunAsync(request, body, pipeline));
    }

    /// <summary>Completes when nothing more is sent or received.</summary>
    public Task Ended { get; }

    /// <summary>Leaves the call.</summary>
    public void Cancel() => _over.Cancel();

    /// <summary>Takes what has come; null when nothing has.</summary>
    public CallNews? Take()
    {
        lock (_lock)
        {
            var news = (_end ?? new CallNews(string.Empty, 0)) with { Text = _text.ToString(), Pieces = _pieces, Usage = _usage };
            _text.Clear();
            _pieces = 0;
            return news.IsEmpty ? null : news;
        }
    }

    private async Task RunAsync(ModelRequest request, BinaryData? body, ResiliencePipeline pipeline)
    {
        try
        {
            var end = await pipeline.ExecuteAsync(async ct => await TryAsync(request, body, ct), _over.Token);
            End(end);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (EndpointException broken) when (broken.AfterWords)
        {
            End(new CallNews(string.Empty, 0) { Lost = broken.Message });
        }
        catch (BrokenCircuitException broken)
        {
            End(new CallNews(string.Empty, 0) { Failure = $"The model service failed too often lately and is left alone for a while: {broken.InnerException?.Message ?? "ask again later."}" });
        }
        catch (Exception failure)
        {
            End(new CallNews(string.Empty, 0) { Failure = failure.Message });
        }
    }

    private async ValueTask<CallNews> TryAsync(ModelRequest request, BinaryData? body, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.FirstWords, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            switch (request)
            {
                case EmbeddingRequest embed:
                    var vectors = await _client.EmbedAsync(embed.Texts, either.Token);
                    if (vectors.Count != embed.Texts.Length) throw new EndpointException($"The model service gave {vectors.Count} vectors for {embed.Texts.Length} texts.", isTransient: false);
                    return new CallNews(string.Empty, 0) { Finish = FinishReason.Stop, Vectors = [.. vectors.Select(v => v.ToImmutableArray())] };
                case TranscriptionRequest spoken:
                    await using (var wave = await spoken.Sound.OpenWaveAsync(either.Token)) Add(await _client.TranscribeAsync(wave, spoken.Language, either.Token));
                    return new CallNews(string.Empty, 0) { Finish = FinishReason.Stop };
                default:
                    return await ReadChatAsync(body!, ((ChatRequest)request).Settings.MaxTokens, silence, either.Token);
            }
        }
        catch (OperationCanceledException late) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Broken($"The model service was silent for too long ({(_hasWords ? _options.Silence : _options.FirstWords)}, hours:minutes:seconds).", late);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw Broken($"The connection to the model service broke in the middle of a reply ({failure.Message.TrimEnd('.')}).", failure);
        }
        catch (JsonException failure)
        {
            throw Broken("The model service sent something in the middle of a reply that cannot be read.", failure);
        }
    }

    private async Task<CallNews> ReadChatAsync(BinaryData body, int maxTokens, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        using var response = await _client.OpenChatAsync(body, cancellationToken);
        // An event is some hundred bytes around one token.
        await using var stream = new BoundedStream(response.ContentStream!, 1_048_576 + (4_096L * maxTokens));
        FinishReason? finish = null;
        if (response.Headers.TryGetValue("Content-Type", out var type) && type!.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole, cancellationToken);
            finish = Take(ChatChunk.Parse(whole.GetBuffer().AsSpan(0, (int)whole.Length))) ?? FinishReason.Stop;
        }
        else
        {
            await foreach (var item in SseParser.Create(stream, (_, data) => data.ToArray()).EnumerateAsync(cancellationToken))
            {
                if (item.Data.AsSpan().Trim((byte)' ').SequenceEqual("[DONE]"u8))
                {
                    finish ??= FinishReason.Stop;
                    break;
                }

                if (item.Data.Length == 0) continue;
                finish = Take(ChatChunk.Parse(item.Data)) ?? finish;
                silence.CancelAfter(_options.Silence);
            }
        }

        return finish is { } reason
            ? new CallNews(string.Empty, 0) { Finish = reason }
            : throw Broken("The model service ended a reply in the middle.", null);
    }

    private FinishReason? Take(ChatChunk chunk)
    {
        if (chunk.Error is { } error) throw Broken($"The model service failed in the middle of a reply: {error}", null);
        if (chunk.Usage is { } usage) lock (_lock) _usage = usage;
        if (chunk.Text.Length > 0) Add(chunk.Text);
        return chunk.Finish;
    }

    private void Add(string text)
    {
        lock (_lock)
        {
            _text.Append(text);
            _pieces++;
            _hasWords = true;
        }

        _news();
    }

    private void End(CallNews end)
    {
        lock (_lock) _end = end;
        _news();
    }

    private EndpointException Broken(string message, Exception? inner) => new(message, isTransient: true, inner) { AfterWords = _hasWords };
}
