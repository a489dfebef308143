using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>
/// The reference's scores, kept by what they depend on and not by where they were needed: a response on its anchor clip has one score in however many composites the clip stands, in every
/// epoch and every run. A file, because scoring is what making pairs costs. An entry is some hundred bytes, and there are two for a pair.
/// </summary>
internal sealed class ScoreCache : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ScoredResponse> _known;
    private readonly FileStream _file;

    private ScoreCache(FileStream file, Dictionary<string, ScoredResponse> known) => (_file, _known) = (file, known);

    /// <summary>Scores known.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _known.Count;
        }
    }

    /// <summary>Opens a file of scores, new or old; half a line at its end is cut off.</summary>
    /// <exception cref="PreferenceException">Another run has it open, or it is no such file.</exception>
    public static ScoreCache Open(string path, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            var known = new Dictionary<string, ScoredResponse>(StringComparer.Ordinal);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var (at, number) = (0, 0);
            for (int end; (end = bytes.AsSpan(at).IndexOf((byte)'\n')) >= 0; at += end + 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                number++;
                var entry = JsonSerializer.Deserialize(bytes.AsSpan(at, end), ScoreJson.Default.ScoreEntry) ?? throw new JsonException();
                known[entry.Key] = new ScoredResponse(entry.Lp, entry.N);
            }

            file.SetLength(at);
            file.Seek(0, SeekOrigin.End);
            return new ScoreCache(file, known);
        }
        catch (JsonException wrong)
        {
            file?.Dispose();
            throw new PreferenceException($"{path} holds no reference scores: give another name, or delete it to score anew.", wrong);
        }
        catch (IOException busy)
        {
            file?.Dispose();
            throw new PreferenceException($"{path} cannot be written ({busy.Message.TrimEnd('.')}): see whether another run writes it.", busy);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The key of a score: weights, wordings, pictures in order, question and response.</summary>
    public static string Key(string model, IEnumerable<PictureKey> pictures, string question, string response)
    {
        var told = string.Join('\u001e', [model, Stage1Settings.PromptVersion, string.Join(',', pictures), question, response]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)));
    }

    /// <summary>Whether a hit should be scored again, to find out whether scores are still those of this machine: one key in a hundred.</summary>
    public static bool IsProbe(string key) => Convert.ToInt32(key[..4], 16) % 100 == 0;

    public ScoredResponse? Find(string key)
    {
        lock (_lock) return _known.TryGetValue(key, out var score) ? score : null;
    }

    public void Add(string key, ScoredResponse score)
    {
        lock (_lock)
        {
            if (!_known.TryAdd(key, score)) return;
            PairLog.WriteLine(_file, new ScoreEntry(key, score.Sum, score.Tokens), ScoreJson.Default.ScoreEntry);
        }
    }

    public void Dispose() => _file.Dispose();
}
