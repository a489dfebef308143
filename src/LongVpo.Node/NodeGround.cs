using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Node.Models;
using LongVpo.Node.Models.Promotion;
using LongVpo.Node.Telemetry;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>What a node stands on before it touches its store: options, logs, and the model it was told to use, so that whatever is wrong with these is said before anything is written.</summary>
internal sealed class NodeGround : IAsyncDisposable
{
    private NodeGround(LongVpoOptions options, TelemetryExport? telemetry, ILoggerFactory logs, ModelRoom models) =>
        (Options, Telemetry, Logs, Models) = (options, telemetry, logs, models);

    public LongVpoOptions Options { get; }

    public TelemetryExport? Telemetry { get; }

    public ILoggerFactory Logs { get; }

    public ModelRoom Models { get; }

    /// <summary>The node's own model; null for captions and answers from measurements alone.</summary>
    public OpenModel? Model { get; private set; }

    /// <summary>The service that writes speech down; null where nobody asked for that, or nothing is watched.</summary>
    public OpenModel? Speech { get; private set; }

    /// <param name="settings">What a person chose.</param>
    /// <param name="watches">Whether something may be watched, so that speech may have to be written down.</param>
    /// <param name="time">The clock of everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SettingsException">The options or a model cannot be used.</exception>
    public static async Task<NodeGround> LayAsync(NodeSettings settings, bool watches, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = OptionsFile.Read(settings.ConfigFile);
        TelemetryExport.Check(options.Telemetry);
        var telemetry = TelemetryExport.Start(options.Telemetry);
        var logs = LogsOf(settings, telemetry);
        var ground = new NodeGround(options, telemetry, logs, new ModelRoom(options, logs, time, new ModelRegistry(settings.Store, time)));
        try
        {
            ground.Model = await ground.Models.OpenAsync(settings.Model, cancellationToken);
            if (watches) ground.Speech = await ground.Models.OpenSpeechAsync(settings.Speech ?? options.Speech.Model, cancellationToken);
            return ground;
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Models.DisposeAsync();
        Logs.Dispose();
        Telemetry?.Dispose();
    }

    private static ILoggerFactory LogsOf(NodeSettings settings, TelemetryExport? telemetry) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(settings.Verbose ? LogLevel.Debug : LogLevel.Warning);
        // The web server tells every step of every request; ours tells each request once.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (settings.Verbose || settings.Warnings) logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        telemetry?.AddTo(logging);
    });
}
