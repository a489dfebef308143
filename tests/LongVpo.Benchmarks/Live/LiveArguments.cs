using System.Globalization;

namespace LongVpo.Benchmarks.Live;

/// <summary>Reads <c>--name value</c> pairs, so that every measurement can be run short while it is worked on and long for its table.</summary>
/// <param name="arguments">As typed.</param>
internal sealed class LiveArguments(string[] arguments)
{
    /// <exception cref="FormatException">The value is no number.</exception>
    public double Number(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value after the name; null when the name was not given.</summary>
    public string? Text(string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at < 0 || at + 1 >= arguments.Length ? null : arguments[at + 1];
    }
}
