using System.Collections.Immutable;
using LongVpo.Core.Options;
using LongVpo.Media.Native;
using LongVpo.Media.Observations;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Reads the words in the picture with Tesseract, on this machine and without a network. One reader serves any number of videos; their sessions
/// share its few recognisers.
/// </summary>
public sealed class ScreenTextReader : IScreenTextReader, IDisposable
{
    // More would cost memory that other videos need.
    private const int EnginesMost = 4;

    private readonly ScreenTextOptions _options;
    private readonly OcrPool _pool;
    private readonly Lazy<Lexicon> _lexicon;
    private readonly Lock _gate = new();
    private ScreenTextCounters _counters;

    public ScreenTextReader(ScreenTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _pool = new OcrPool(options.Language, options.Engines == 0 ? Math.Min(Environment.ProcessorCount, EnginesMost) : options.Engines);
        _lexicon = new Lazy<Lexicon>(() => Lexicon.Installed(options.WordLists));
        Stills = new StillTextReader(_pool);
    }

    /// <summary>Reads single pictures with the same recognisers.</summary>
    public StillTextReader Stills { get; }

    /// <summary>Work of all finished sessions together.</summary>
    public ScreenTextCounters Counters
    {
        get
        {
            lock (_gate) return _counters;
        }
    }

    /// <summary>One sentence that says what is missing on this machine, or null when text can be read.</summary>
    public static string? Problem(ScreenTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            using var engine = new OcrEngine(options.Language);
            return null;
        }
        catch (OcrException missing)
        {
            return missing.Message;
        }
    }

    /// <summary>The word lists that are asked for, and whether the machine has each.</summary>
    public static ImmutableArray<(string Name, bool Installed)> WordLists(ScreenTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. options.WordLists.Split('+').Select(name => (name, Lexicon.FileOf(name) is not null))];
    }

    /// <inheritdoc/>
    public IScreenTextSession Begin(string? carry) => new ScreenTextSession(_options, _lexicon, _pool, Stills, carry, Count);

    /// <summary>Frees the recognisers; sessions must be over.</summary>
    public void Dispose() => _pool.Dispose();

    private void Count(int frames, int framesRead, int runs)
    {
        lock (_gate) _counters = _counters.Plus(frames, framesRead, runs);
    }
}
