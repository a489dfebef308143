using LongVpo.Actors.Models;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Thumbnails;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Endpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Runners;
using LongVpo.Models.Tensors;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Models;

/// <summary>Every model of this node, each opened once and shared by all videos and questions: one worker per folder or endpoint.</summary>
public sealed partial class ModelRoom : IModelDirectory, IAsyncDisposable
{
    private readonly LongVpoOptions _options;
    private readonly ILoggerFactory _logs;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, (OpenModel Model, ModelWorker Worker)> _open = new(StringComparer.Ordinal);

    /// <param name="options">All options.</param>
    /// <param name="logs">Where the workers tell of crashes.</param>
    /// <param name="time">The clock of deadlines.</param>
    public ModelRoom(LongVpoOptions options, ILoggerFactory logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _logs, _time) = (options, logs, time);
        var jpegs = new JpegEncoder();
        Shelf = new PictureShelf(options.Pictures.BudgetBytes, (rgb, width, height) => jpegs.Encode(rgb.Span, width, height, options.Pictures.JpegMaxSide));
        Kept = new SegmentShelf(Shelf, options.Captions);
    }

    /// <summary>Where pictures for models are.</summary>
    public PictureShelf Shelf { get; }

    /// <summary>Pictures of segments that wait for their captions.</summary>
    public SegmentShelf Kept { get; }

    /// <inheritdoc/>
    public async Task<OpenModel> OpenAsync(ModelName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_open.TryGetValue(name.ToString(), out var known)) return known.Model;
            // Loaded here and now, so that whatever is wrong is said before anything is watched or written; the worker takes this very runner.
            var runners = new FirstRunner(Factory(name));
            var version = await runners.LoadAsync(cancellationToken);
            var worker = new ModelWorker(new ModelWorkerParts(name.ToString(), runners, _options.ModelWorkers, _options.Restart, _time, _logs));
            var model = new OpenModel(name, version, worker);
            _open.Add(name.ToString(), (model, worker));
            return model;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The model that a person named.</summary>
    /// <exception cref="SettingsException">It names none, or one that cannot be used; one sentence.</exception>
    public async Task<OpenModel?> OpenAsync(string? name, CancellationToken cancellationToken)
    {
        if (Parse(name) is not { } parsed) return null;
        try
        {
            return await OpenAsync(parsed, cancellationToken);
        }
        catch (ModelException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    /// <summary>Reads a name without opening anything; null for none and for <c>observed:</c>.</summary>
    /// <exception cref="SettingsException">It is no name of a model.</exception>
    public static ModelName? Parse(string? name)
    {
        if (name is null) return null;
        if (!ModelName.TryParse(name, out var parsed, out var wrong)) throw new SettingsException(wrong);
        return parsed.Scheme == ModelScheme.Observed ? null : parsed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, worker) in _open.Values) await worker.DisposeAsync();
        _open.Clear();
        _turn.Dispose();
    }

    private IModelRunnerFactory Factory(ModelName name)
    {
        switch (name.Scheme)
        {
            case ModelScheme.Torch when !Directory.Exists(name.Place):
                throw new ModelException($"There is no folder {name.Place} for the model {name}: give the folder of a Hugging Face checkpoint of the InternVL family.");
            case ModelScheme.Torch:
                return new NetworkRunnerFactory(Engine, name.Place, Shelf, _options.Generation, PositionChoice.From(_options.Models));
            case ModelScheme.OpenAi:
                return new EndpointRunnerFactory(name, _options.Endpoints, Shelf, _time);
            default:
                throw new ModelException($"{name} does not come with this version: name torch:FOLDER or openai:URL#NAME, or leave it at observed:.");
        }
    }

    private ITensorEngine Engine()
    {
        var options = _options.Models;
        var choice = new EngineChoice(options.Engine, options.Device, options.Numbers);
        if (choice == new EngineChoice()) return new ManagedEngine(ManagedSettings.From(options));
        try
        {
            return choice.Open(warning => LogSlow(_logs.CreateLogger<ModelRoom>(), warning));
        }
        catch (SettingsException wrong)
        {
            throw new ModelException($"The models options cannot be met: {wrong.Message}", wrong);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogSlow(ILogger log, string warning);

    // Gives the runner that was loaded first to whoever asks first, and makes new ones after it.
    private sealed class FirstRunner(IModelRunnerFactory runners) : IModelRunnerFactory
    {
        private IModelRunner? _first;

        public async Task<ModelVersion> LoadAsync(CancellationToken cancellationToken) => (_first = await runners.CreateAsync(cancellationToken)).Version;

        public ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken) =>
            Interlocked.Exchange(ref _first, null) is { } first ? ValueTask.FromResult(first) : runners.CreateAsync(cancellationToken);
    }
}
