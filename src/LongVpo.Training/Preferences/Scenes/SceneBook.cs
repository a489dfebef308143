using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>
/// Captions of videos and questions about them, each video's made once and kept in a file beside the pairs, because captions are what making pairs of long videos costs. Scenes of a video are
/// captioned one after the other, each with what was said before it; videos go side by side.
/// </summary>
public sealed class SceneBook : IDisposable
{
    private const ulong QueryPurpose = 6UL << 56;
    private const double AlikeQuestions = 0.9;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Task<SceneEntry>> _known = [];
    private readonly FileStream _file;
    private readonly SceneSources _sources;
    private readonly string _run;
    private readonly long _seed;
    private readonly int _most;

    private SceneBook(FileStream file, SceneSources sources, string run, long seed, int most) => (_file, _sources, _run, _seed, _most) = (file, sources, run, seed, most);

    /// <summary>The book beside a pair file.</summary>
    public static string PathOf(string pairs) => pairs + ".scenes";

    /// <summary>Opens a book, new or old; what other runs left in it is passed over, half a line at its end cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sources">Who captions and asks.</param>
    /// <param name="run">Digest of what entries are made with.</param>
    /// <param name="seed">What questions are drawn from.</param>
    /// <param name="most">Questions about a video.</param>
    /// <exception cref="PreferenceException">Another run has it open, or it is no such file.</exception>
    internal static SceneBook Open(string path, SceneSources sources, string run, long seed, int most)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var book = new SceneBook(file, sources, run, seed, most);
            var at = 0;
            for (int end; (end = bytes.AsSpan(at).IndexOf((byte)'\n')) >= 0; at += end + 1)
                if (JsonSerializer.Deserialize(bytes.AsSpan(at, end), SceneJson.Default.SceneEntry) is { } entry && entry.Run == run) book._known[entry.Video] = Task.FromResult(entry);
            file.SetLength(at);
            file.Seek(0, SeekOrigin.End);
            return book;
        }
        catch (Exception wrong) when (wrong is JsonException or IOException)
        {
            file?.Dispose();
            throw new PreferenceException($"{path} cannot be used as captions ({wrong.Message.TrimEnd('.')}): see whether another run writes it, or delete it.", wrong);
        }
    }

    /// <summary>The entries of a book that is closed.</summary>
    public static IEnumerable<SceneEntry> Read(string path) => File.ReadLines(path).Select(static line => JsonSerializer.Deserialize(line, SceneJson.Default.SceneEntry)!);

    /// <summary>A video's captions and questions.</summary>
    internal Task<SceneEntry> OfAsync(int video, CancellationToken cancellationToken)
    {
        lock (_lock) return _known.TryGetValue(video, out var known) ? known : _known[video] = MakeAsync(video, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private async Task<SceneEntry> MakeAsync(int video, CancellationToken cancellationToken)
    {
        var opened = await _sources.Videos.OpenAsync(video, cancellationToken);
        var scenes = await CaptionAsync(video, opened, cancellationToken);
        var queries = scenes.IsEmpty ? [] : await _sources.Writer.WriteAsync(scenes, _most, WorldRandom.For(_seed, QueryPurpose + (ulong)video), cancellationToken);
        var different = new List<SceneQuery>();
        foreach (var query in queries)
            if (!different.Any(other => SceneWords.Likeness(other.Question, query.Question) >= AlikeQuestions)) different.Add(query);
        var entry = new SceneEntry(_run, video, opened.SourceId, scenes, [.. different.Take(_most)]);
        lock (_lock) PairLog.WriteLine(_file, entry, SceneJson.Default.SceneEntry);
        return entry;
    }

    private async Task<ImmutableArray<SceneCaption>> CaptionAsync(int video, SceneVideo opened, CancellationToken cancellationToken)
    {
        var (scenes, memory) = (ImmutableArray.CreateBuilder<SceneCaption>(), CaptionMemory.Empty);
        for (var scene = 0; scene < opened.Scenes.Length; scene++)
        {
            var given = opened.Captions[scene];
            memory = await _sources.Captioner.SettleAsync(memory, cancellationToken);
            var said = given is null ? await _sources.Captioner.CaptionAsync(video, scene, memory, cancellationToken) : (given, null, null);
            // Questions about what comes after what need every scene.
            if (said is not { } told) return [];
            var clip = opened.Scenes[scene];
            scenes.Add(SceneWords.Caption(scene, clip.T0, clip.T1, told.Caption, given is null ? _sources.Captioner.Name : "given", told.Context, scenes) with { Certainty = told.Certainty });
            memory = memory.With(told.Caption);
        }

        return scenes.ToImmutable();
    }
}
