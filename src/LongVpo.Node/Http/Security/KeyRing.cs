using System.Security.Cryptography;

namespace LongVpo.Node.Http.Security;

/// <summary>Finds whose key a caller shows, in a time that does not tell how much of a guess was right.</summary>
internal sealed class KeyRing(IReadOnlyList<ApiKey> keys)
{
    /// <summary>Longer texts are not keys, and hashing them would be work for nothing.</summary>
    private const int MaxLength = 256;

    /// <returns>The owner's name; null for a key that is not known.</returns>
    public string? OwnerOf(string shown)
    {
        if (shown.Length is 0 or > MaxLength) return null;
        var hash = ApiKey.Hash(shown);
        string? owner = null;
        foreach (var key in keys)
            if (CryptographicOperations.FixedTimeEquals(hash, key.Sha256)) owner = key.Name;
        return owner;
    }
}
