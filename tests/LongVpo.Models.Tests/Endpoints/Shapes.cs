namespace LongVpo.Models.Tests.Endpoints;

/// <summary>How each service streams the reply "A red car." and what it does otherwise than OpenAI, written down by us from their public documentation.</summary>
internal static class Shapes
{
    /// <summary>OpenAI: a first piece without words, usage in a last event without choices.</summary>
    public const string OpenAi = """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"A red"},"logprobs":null,"finish_reason":null}],"usage":null}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" car."},"logprobs":null,"finish_reason":null}],"usage":null}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":4,"total_tokens":16,"prompt_tokens_details":{"cached_tokens":8}}}

        data: [DONE]


        """;

    /// <summary>vLLM: thoughts beside the words, the last words and the reason in one event, a reason of its own beside it, usage with nothing about caches.</summary>
    public const string Vllm = """
        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"reasoning_content":"I look."},"logprobs":null,"finish_reason":null}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"A red"},"logprobs":null,"finish_reason":null}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" car."},"logprobs":null,"finish_reason":"stop","stop_reason":151645}]}

        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":12,"total_tokens":16,"completion_tokens":4,"prompt_tokens_details":null}}

        data: [DONE]


        """;

    /// <summary>SGLang: null where others say nothing, what was matched beside the reason, and a reason that OpenAI does not know.</summary>
    public const string SgLang = """
        data: {"id":"3","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning_content":null,"tool_calls":null},"logprobs":null,"finish_reason":null,"matched_stop":null}],"usage":null}

        data: {"id":"3","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":null,"content":"A red car.","reasoning_content":null,"tool_calls":null},"logprobs":null,"finish_reason":null,"matched_stop":null}],"usage":null}

        data: {"id":"3","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":null,"content":null,"reasoning_content":null,"tool_calls":null},"logprobs":null,"finish_reason":"abort","matched_stop":null}],"usage":null}

        data: {"id":"3","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":12,"total_tokens":16,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":8},"reasoning_tokens":0}}

        data: [DONE]


        """;

    /// <summary>Ollama: every event names the role, the last has empty words, no usage unless asked.</summary>
    public const string Ollama = """
        data: {"id":"chatcmpl-4","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"A red"},"finish_reason":null}]}

        data: {"id":"chatcmpl-4","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":" car."},"finish_reason":null}]}

        data: {"id":"chatcmpl-4","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop"}]}

        data: [DONE]


        """;

    /// <summary>llama.cpp: a sign of life between the events, usage and timings in the event that ends the reply.</summary>
    public const string LlamaCpp = """
        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"chatcmpl-5","model":"gpt-3.5-turbo","system_fingerprint":"b1-x","object":"chat.completion.chunk"}

        : ping

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"A red"}}],"created":1,"id":"chatcmpl-5","model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" car."}}],"created":1,"id":"chatcmpl-5","model":"gpt-3.5-turbo","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"created":1,"id":"chatcmpl-5","model":"gpt-3.5-turbo","object":"chat.completion.chunk","usage":{"completion_tokens":4,"prompt_tokens":12,"total_tokens":16},"timings":{"prompt_n":12,"predicted_n":4}}

        data: [DONE]


        """;

    public static string Of(string service) => service switch { "openai" => OpenAi, "vllm" => Vllm, "sglang" => SgLang, "ollama" => Ollama, _ => LlamaCpp };

    /// <summary>How each service words a refusal.</summary>
    public static string RefusalOf(string service) => service switch
    {
        "openai" => """{"error":{"message":"too many pictures","type":"invalid_request_error","param":"messages","code":null}}""",
        "vllm" => """{"object":"error","message":"too many pictures","type":"BadRequestError","param":null,"code":400}""",
        "sglang" => """{"object":"error","message":"too many pictures","type":"BadRequest","param":null,"code":400}""",
        "ollama" => """{"error":{"message":"too many pictures","type":"invalid_request_error","param":null,"code":null}}""",
        "llama.cpp" => """{"error":{"code":400,"message":"too many pictures","type":"invalid_request_error"}}""",
        "ollama-native" => """{"error":"too many pictures"}""",
        _ => """{"detail":"too many pictures"}""",
    };

    /// <summary>A reply that only begins.</summary>
    public static string Half => OpenAi[..OpenAi.IndexOf("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" car.\"", StringComparison.Ordinal)];
}
