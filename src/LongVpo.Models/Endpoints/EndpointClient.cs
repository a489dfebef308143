using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using OpenAI;
using OpenAI.Audio;

namespace LongVpo.Models.Endpoints;

/// <summary>
/// Speaks with one service through the official client: its addresses, keys and transport. Bodies are read here and not by that client's types, which refuse what services other than
/// OpenAI send (other reasons for an end, left-out fields). Every failure becomes an <see cref="EndpointException"/> with a sentence.
/// </summary>
internal sealed class EndpointClient : IDisposable
{
    /// <summary>The longest body that is read whole: a thousand vectors of 4096 numbers.</summary>
    private const int LongestBody = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly OpenAIClient _client;
    private readonly string _place;
    private readonly TimeProvider _time;

    public EndpointClient(ModelName name, EndpointOptions options, TimeProvider time)
    {
        (Model, _place, _time) = (name.Model, name.Place, time);
        var url = new Uri(name.Place);
        IsOpenAi = url.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);
        // A service that sends the caller elsewhere would send the key with it.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10), ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var key = Environment.GetEnvironmentVariable(options.ApiKeyVariable);
        _client = new OpenAIClient(new ApiKeyCredential(string.IsNullOrWhiteSpace(key) ? "none" : key), new OpenAIClientOptions
        {
            Endpoint = url,
            Transport = new HttpClientPipelineTransport(_http),
            // Both are done outside, where it is known what has been read already.
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        });
    }

    public string Model { get; }

    public bool IsOpenAi { get; }

    /// <summary>Opens a streamed reply.</summary>
    /// <returns>The response, whose body has not been read; the caller disposes it.</returns>
    public Task<PipelineResponse> OpenChatAsync(BinaryData body, CancellationToken cancellationToken) => SendAsync(async options =>
    {
        using var content = BinaryContent.Create(body);
        options.BufferResponse = false;
        return await _client.GetChatClient(Model).CompleteChatAsync(content, options);
    }, cancellationToken);

    /// <summary>The vectors of texts, in order.</summary>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var body = EmbeddingBody.Write(Model, texts);
        using var response = await SendAsync(async options =>
        {
            using var content = BinaryContent.Create(body);
            options.BufferResponse = false;
            return await _client.GetEmbeddingClient(Model).GenerateEmbeddingsAsync(content, options);
        }, cancellationToken);
        return await ReadAsync(response, EmbeddingBody.Parse, cancellationToken);
    }

    /// <summary>The words spoken in a WAVE file.</summary>
    public async Task<string> TranscribeAsync(Stream wave, string? language, CancellationToken cancellationToken)
    {
        try
        {
            var options = new AudioTranscriptionOptions { Language = language, ResponseFormat = AudioTranscriptionFormat.Simple };
            var result = await _client.GetAudioClient(Model).TranscribeAudioAsync(wave, "sound.wav", options, cancellationToken);
            return result.Value.Text.Trim();
        }
        catch (ClientResultException failure)
        {
            throw Refusal(failure.Status, failure.GetRawResponse());
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>What the service says about its models; null when it has no list.</summary>
    public async Task<IReadOnlyList<ListedModel>?> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(
                async options =>
                {
                    options.BufferResponse = false;
                    return await _client.GetOpenAIModelClient().GetModelsAsync(options);
                }, cancellationToken);
            return await ReadAsync(response, ListedModel.Parse, cancellationToken);
        }
        catch (EndpointException missing) when (!missing.IsTransient && missing.Status is 404 or 405 or 501)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<PipelineResponse> SendAsync(Func<RequestOptions, Task<ClientResult>> send, CancellationToken cancellationToken)
    {
        PipelineResponse response;
        try
        {
            var options = new RequestOptions { CancellationToken = cancellationToken, ErrorOptions = ClientErrorBehaviors.NoThrow };
            response = (await send(options)).GetRawResponse();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ClientResultException)
        {
            throw Unreachable(failure);
        }

        if (response.Status is >= 200 and < 300) return response;
        using (response)
        {
            try
            {
                await response.BufferContentAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                throw Unreachable(failure);
            }

            throw Refusal(response.Status, response);
        }
    }

    private async Task<T> ReadAsync<T>(PipelineResponse response, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = new BoundedStream(response.ContentStream!, LongestBody);
            using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
            return EndpointError.In(document.RootElement) is { } error ? throw new EndpointException($"The model service at {_place} failed: {error}", isTransient: true) : parse(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new EndpointException($"The model service at {_place} answered with something that is not of the OpenAI protocol: check that the URL ends with /v1.", isTransient: false, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Unreachable(failure);
        }
    }

    private EndpointException Unreachable(Exception failure)
    {
        var root = failure.GetBaseException();
        return new EndpointException($"The model service at {_place} cannot be reached ({root.Message.TrimEnd('.')}): check that it runs and that the URL is right.", isTransient: true, failure);
    }

    private EndpointException Refusal(int status, PipelineResponse? response)
    {
        var said = EndpointError.InBody(response?.Content.ToString() ?? string.Empty);
        var todo = status switch
        {
            401 or 403 => ": put its key into the environment variable that endpoints.apiKeyVariable names",
            404 => ": check the URL (it should end with /v1) and the model's name",
            413 => ": ask about fewer pictures",
            _ => string.Empty,
        };
        return new EndpointException(
            string.Create(CultureInfo.InvariantCulture, $"The model service at {_place} refused a request ({status}, {said.TrimEnd('.')}){todo}."), status is 408 or 409 or 425 or 429 or 500 or > 501)
        {
            Status = status,
            After = RetryAfter(response),
        };
    }

    private TimeSpan? RetryAfter(PipelineResponse? response)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - _time.GetUtcNow() : null;
    }
}
