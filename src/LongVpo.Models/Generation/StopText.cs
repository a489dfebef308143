using System.Collections.Immutable;
using System.Text;

namespace LongVpo.Models.Generation;

/// <summary>
/// Ends a text at the first of some strings while it is still being written. What might be the beginning of one is held back until it is known not to be, so a listener never hears
/// a part of a stop string.
/// </summary>
/// <param name="stops">The strings; they are not part of the text. Empty ones are ignored.</param>
public sealed class StopText(ImmutableArray<string> stops)
{
    private readonly StringBuilder _held = new();
    private readonly string[] _stops = [.. stops.Where(static stop => stop.Length > 0)];

    /// <summary>Whether a stop string came; what is added after it is ignored.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Adds what was written and returns what can be passed on.</summary>
    public string Add(string text)
    {
        if (Stopped) return string.Empty;
        if (_stops.Length == 0) return text;
        _held.Append(text);
        var all = _held.ToString();
        var end = -1;
        foreach (var stop in _stops)
        {
            var at = all.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (end < 0 || at < end)) end = at;
        }

        Stopped = end >= 0;
        var passed = Stopped ? end : all.Length - Beginning(all);
        _held.Clear();
        if (!Stopped) _held.Append(all, passed, all.Length - passed);
        return all[..passed];
    }

    /// <summary>What is still held back when the text ends by itself.</summary>
    public string Rest()
    {
        var rest = _held.ToString();
        _held.Clear();
        return rest;
    }

    /// <summary>How many characters at the end may be the beginning of a stop string.</summary>
    private int Beginning(string text)
    {
        var longest = 0;
        foreach (var stop in _stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (!text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length))) continue;
                longest = length;
                break;
            }
        }

        return longest;
    }
}
