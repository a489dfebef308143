using System.Collections.Concurrent;
using LongVpo.Actors.Kernel;
using LongVpo.Actors.Models;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Thumbnails;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Endpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Prompts;
using LongVpo.Models.Runners;
using LongVpo.Models.Tensors;
using LongVpo.Node.Contract;
using LongVpo.Node.Models.Promotion;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Models;

/// <summary>Every model of this node, each opened once and shared by all videos and questions: one worker per folder or endpoint.</summary>
public sealed partial class ModelRoom : IModelDirectory, IAsyncDisposable
{
    private readonly LongVpoOptions _options;
    private readonly ILoggerFactory _logs;
    private readonly TimeProvider _time;
    private readonly ModelRegistry? _registry;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<string, (OpenModel Model, ModelWorker Worker)> _open = new(StringComparer.Ordinal);

    /// <param name="options">All options.</param>
    /// <param name="logs">Where the workers tell of crashes.</param>
    /// <param name="time">The clock of deadlines.</param>
    /// <param name="registry">Says which weights stand for a model; null takes every model as it was named, which training and judging do.</param>
    public ModelRoom(LongVpoOptions options, ILoggerFactory logs, TimeProvider time, ModelRegistry? registry = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _logs, _time, _registry) = (options, logs, time, registry);
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
            var folder = FolderOf(name);
            var wording = folder is null ? null : WordingOf(folder);
            // Loaded here and now, so that whatever is wrong is said before anything is watched or written; the worker takes this very runner.
            var runners = new FirstRunner(Factory(name, folder));
            var version = await runners.LoadAsync(cancellationToken);
            var worker = new ModelWorker(new ModelWorkerParts(name.ToString(), runners, _options.ModelWorkers, _options.Restart, _time, _logs));
            var model = await PromotedAsync(new OpenModel(name, version, worker) { Wording = wording }, worker, cancellationToken);
            _open[name.ToString()] = (model, worker);
            return model;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives every open model the weights that the registry says stand for it now; what is under way begins anew, so that nothing is of two models.</summary>
    /// <returns>Every open model that has a line in the registry, and what it runs.</returns>
    /// <exception cref="ModelException">Weights cannot be used; those from before stay.</exception>
    /// <exception cref="SettingsException">The registry cannot be read.</exception>
    public async Task<IReadOnlyList<StandingModelDocument>> AdoptAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var told = new List<StandingModelDocument>();
            foreach (var (model, worker) in _open.Values)
            {
                if (_registry?.LineOf(ModelRegistry.KeyOf(model.Name)) is not { Steps.Count: > 0 } line) continue;
                var change = line.Current is { } current ? ModelRegistry.ChangeTo(current.Model) : ModelRegistry.ChangeTo(line.Name, _options.Models.TinyFolder);
                var version = (await worker.ReadStatusAsync(cancellationToken)).Version ?? model.Version;
                if (version.Name != ModelRegistry.NameOf(change)) version = await worker.ChangeAsync(change, cancellationToken);
                told.Add(new StandingModelDocument(model.Name.ToString(), version.Name, version.Digest));
            }

            return told;
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

    /// <summary>The service that a person named for writing speech down.</summary>
    /// <exception cref="SettingsException">It is no service, or one that cannot be used; one sentence.</exception>
    public Task<OpenModel?> OpenSpeechAsync(string? name, CancellationToken cancellationToken) =>
        Parse(name) is { Scheme: not ModelScheme.OpenAi }
            ? throw new SettingsException($"{name} cannot write speech down: name a service that transcribes, openai:URL#NAME.")
            : OpenAsync(name, cancellationToken);

    /// <summary>How every open model is doing, by name; it waits for no step and no loading.</summary>
    public async Task<IReadOnlyList<WorkerStatus>> StatusAsync(CancellationToken cancellationToken)
    {
        var all = new List<WorkerStatus>();
        foreach (var (name, (_, worker)) in _open.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            try
            {
                all.Add(await worker.ReadStatusAsync(cancellationToken));
            }
            catch (ActorStoppedException stopped)
            {
                all.Add(new WorkerStatus { Name = name, Phase = WorkerPhase.Down, Reason = stopped.Message });
            }
        }

        return all;
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

    private async Task<OpenModel> PromotedAsync(OpenModel model, ModelWorker worker, CancellationToken cancellationToken)
    {
        try
        {
            if (_registry?.LineOf(ModelRegistry.KeyOf(model.Name)) is not { Current: { } current } line) return model;
            var version = await worker.ChangeAsync(ModelRegistry.ChangeTo(current.Model), cancellationToken);
            return model with { Version = version, Before = [model.Version, .. line.Standing.SkipLast(1).Select(step => new ModelVersion(step.Model, step.Digest))] };
        }
        catch (Exception wrong) when (wrong is ModelException or SettingsException)
        {
            await worker.DisposeAsync();
            throw new ModelException($"What was promoted over {model.Name} cannot be used ({wrong.Message.TrimEnd('.')}): put it back, or take the promotion back with longvpo models rollback {model.Name}.", wrong);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    private string? FolderOf(ModelName name)
    {
        if (name.Scheme == ModelScheme.Torch)
            return Directory.Exists(name.Place) ? name.Place : throw new ModelException($"There is no folder {name.Place} for the model {name}: give the folder of a Hugging Face checkpoint of the InternVL family.");
        if (name.Scheme != ModelScheme.Tiny) return null;
        try
        {
            return TinyNetwork.Find(name.Place, _options.Models.TinyFolder);
        }
        catch (SettingsException missing)
        {
            throw new ModelException(missing.Message, missing);
        }
    }

    private static ModelWording? WordingOf(string folder)
    {
        try
        {
            return WordingFile.Read(folder);
        }
        catch (CheckpointException wrong)
        {
            throw new ModelException(wrong.Message, wrong);
        }
    }

    // The small network needs no other engine than the one that is always there.
    private IModelRunnerFactory Factory(ModelName name, string? folder) => folder is null
        ? new EndpointRunnerFactory(name, _options.Endpoints, Shelf, _time)
        : new NetworkRunnerFactory(name.Scheme == ModelScheme.Tiny ? Managed : Engine, folder, Shelf, _options.Generation, PositionChoice.From(_options.Models));

    private ManagedEngine Managed() => new(ManagedSettings.From(_options.Models));

    private ITensorEngine Engine()
    {
        var options = _options.Models;
        var choice = new EngineChoice(options.Engine, options.Device, options.Numbers);
        if (choice == new EngineChoice()) return Managed();
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
