using LongVpo.Core.Options;
using LongVpo.Core.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LongVpo.Node.Telemetry;

/// <summary>
/// Sends what the node measures about itself to an OTLP collector. Sending goes on beside the work, over bounded queues that let go what does not fit, so a collector that is
/// away or slow costs its own data and nothing else.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string AspNetCore = "Microsoft.AspNetCore";

    private readonly TelemetryOptions _options;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private TelemetryExport(TelemetryOptions options)
    {
        _options = options;
        // Without this ASP.NET Core's request spans tell nothing of the request.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Signals.Name, AspNetCore)
            .AddOtlpExporter(exporter => Aim(exporter, "traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Signals.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                Aim(exporter, "metrics");
                if (_options.Endpoint is not null) reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)_options.MetricsEvery.TotalMilliseconds;
            }).Build();
    }

    /// <summary>Says at the start what would fail later.</summary>
    /// <exception cref="SettingsException">The address cannot be one.</exception>
    public static void Check(TelemetryOptions options)
    {
        if (options.Endpoint is { } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            throw new SettingsException($"The option telemetry.endpoint is {endpoint}, which is no address: give that of an OTLP collector, such as http://127.0.0.1:4318.");
    }

    /// <summary>Begins to listen and to send; null when no collector is named, or <c>OTEL_SDK_DISABLED</c> is true.</summary>
    public static TelemetryExport? Start(TelemetryOptions options) => IsWanted(options) ? new TelemetryExport(options) : null;

    /// <summary>Adds the collector to where logs go, if it is to have them.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        if (!_options.Logs) return;
        logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(Described());
            logs.AddOtlpExporter(exporter => Aim(exporter, "logs"));
        });
    }

    /// <summary>Sends what waits, within the limit (<see cref="TelemetryOptions.LastSend"/>) for each kind of signal.</summary>
    public void Dispose()
    {
        var limit = (int)_options.LastSend.TotalMilliseconds;
        _traces?.Shutdown(limit);
        _metrics?.Shutdown(limit);
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static bool IsWanted(TelemetryOptions options)
    {
        if (bool.TryParse(Environment.GetEnvironmentVariable("OTEL_SDK_DISABLED"), out var disabled) && disabled) return false;
        string[] named = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];
        return options.Endpoint is not null || named.Any(name => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name)));
    }

    // What is not set here the exporter takes from the OTEL_ variables.
    private void Aim(OtlpExporterOptions exporter, string signal)
    {
        exporter.TimeoutMilliseconds = Math.Min(exporter.TimeoutMilliseconds, Math.Max(1, (int)_options.LastSend.TotalMilliseconds * 2));
        if (_options.Endpoint is not { } endpoint) return;
        var grpc = _options.Protocol == "grpc";
        exporter.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(grpc ? endpoint : $"{endpoint.TrimEnd('/')}/v1/{signal}");
        if (_options.Headers is { } headers) exporter.Headers = headers;
    }

    private static ResourceBuilder Described()
    {
        var resource = ResourceBuilder.CreateEmpty();
        Describe(resource);
        return resource;
    }

    // The variables come last: whoever runs several nodes names them.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("longvpo", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: Environment.MachineName + ":" + Environment.ProcessId)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
