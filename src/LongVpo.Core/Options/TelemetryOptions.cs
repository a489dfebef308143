using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>
/// Where a node sends traces, metrics and logs about itself (OpenTelemetry, OTLP). Off until an address stands here or in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; what stands here
/// wins, and the other <c>OTEL_*</c> variables keep their standard meaning.
/// </summary>
public sealed record TelemetryOptions
{
    /// <summary>Address of the collector, such as http://127.0.0.1:4318. Default none: nothing leaves a machine unasked.</summary>
    [RegularExpression("(?i)https?://.+", ErrorMessage = "Give the address of an OTLP collector, such as http://127.0.0.1:4318.")]
    public string? Endpoint { get; init; }

    /// <summary>How to speak to <see cref="Endpoint"/>: http/protobuf or grpc. Default http/protobuf, which proxies let through.</summary>
    [AllowedValues("http/protobuf", "grpc", ErrorMessage = "Use http/protobuf or grpc.")]
    public string Protocol { get; init; } = "http/protobuf";

    /// <summary>Sent along with every export to <see cref="Endpoint"/>, as name=value,name=value. Default none; secrets are safer in <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    [RegularExpression("([^=,]+=[^,]*)(,[^=,]+=[^,]*)*", ErrorMessage = "Write headers as name=value,name=value.")]
    public string? Headers { get; init; }

    /// <summary>How often metrics are sent to <see cref="Endpoint"/>. Default 15 s: lag and drops are looked at while they happen.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan MetricsEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether warnings and errors (with --verbose everything) are sent too. Default yes: they name the trace they belong to.</summary>
    public bool Logs { get; init; } = true;

    /// <summary>Videos that are measured by their own id; those that come later are added up as _other. Default 64, some fifteen series each.</summary>
    [Range(0, 10_000)]
    public int VideosApart { get; init; } = 64;

    /// <summary>How long the end of the program may wait for what is not sent yet, per kind of signal. Default 2 s: a collector that is away must not hold up a restart.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LastSend { get; init; } = TimeSpan.FromSeconds(2);
}
