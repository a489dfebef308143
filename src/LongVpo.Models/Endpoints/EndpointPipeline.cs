using LongVpo.Core.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace LongVpo.Models.Endpoints;

/// <summary>Says what is tried again and when nothing is sent for a while, for all requests to one service together.</summary>
internal static class EndpointPipeline
{
    public static ResiliencePipeline Create(EndpointOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is EndpointException { IsTransient: true, AfterWords: false } or BrokenCircuitException),
                DelayGenerator = args => ValueTask.FromResult(Wanted(args.Outcome.Exception, options.LongestPause)),
            });
        }

        // Inside the retry, so that each try counts and none is made while the service is left alone.
        return builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = options.BreakAfter,
            SamplingDuration = TimeSpan.FromMinutes(1),
            BreakDuration = options.BreakFor,
            // A service that asks to wait (429) is well.
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is EndpointException { IsTransient: true, Status: not 429 }),
        }).Build();
    }

    private static TimeSpan? Wanted(Exception? failure, TimeSpan longest)
    {
        var wanted = failure switch { EndpointException told => told.After, BrokenCircuitException broken => broken.RetryAfter, _ => null };
        return wanted is { } wait && wait > TimeSpan.Zero ? (wait < longest ? wait : longest) : null;
    }
}
