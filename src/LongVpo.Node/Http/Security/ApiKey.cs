using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Node.Http.Security;

/// <summary>
/// A caller's key as the node knows it: a name and a hash. The key itself is shown once, when it is made, and kept nowhere.
/// Keys are 256 random bits, so a plain hash cannot be guessed back and a slow one would only slow every request.
/// </summary>
/// <param name="Name">Who the key was made for; shown in logs.</param>
/// <param name="Sha256">Hash of the key's text.</param>
internal sealed record ApiKey(string Name, byte[] Sha256)
{
    private const string Prefix = "lvpo_";

    /// <summary>Letters, digits, dot, underscore and dash: a name stands in a line of a file and in logs.</summary>
    public static bool IsName(string name) => name is { Length: >= 1 and <= 64 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>A new key and what is kept of it.</summary>
    public static (string Key, ApiKey Kept) Make(string name)
    {
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (key, new ApiKey(name, Hash(key)));
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The line of the file of keys.</summary>
    public override string ToString() => $"{Name}:{Convert.ToHexStringLower(Sha256)}";
}
