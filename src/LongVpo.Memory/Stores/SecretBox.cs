using System.Security.Cryptography;
using System.Text;
using LongVpo.Core.Ports;
using LongVpo.Core.Standing;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Keeps webhook secrets unreadable in the database. They must be readable to us, because requests are signed with them, so they cannot be hashed; encrypted under a key in a file
/// beside the database, they do not leave with a copy of the database that is sent to someone, put into a backup or a log of its pages. Who can read the whole folder can read them.
/// </summary>
internal sealed class SecretBox
{
    private const string Mark = "sealed:";
    private const int KeyBytes = 32;

    private readonly string _path;
    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <param name="files">Says where the key lies.</param>
    public SecretBox(StoreFiles files) => _path = files.SecretsKey;

    /// <summary>The question as it may be stored. The first secret makes the key.</summary>
    /// <exception cref="StoreException">The key cannot be read or made.</exception>
    public StandingQuestion Seal(StandingQuestion question) => question.Webhook is not { } webhook ? question : question with { Webhook = webhook with { Secret = Seal(webhook.Secret, question.Id) } };

    /// <summary>The question as it was stored; a secret of before there was a key comes as it is.</summary>
    /// <exception cref="StoreException">The key is not there, or is another one.</exception>
    public StandingQuestion Open(StandingQuestion question) =>
        question.Webhook is not { } webhook || !webhook.Secret.StartsWith(Mark, StringComparison.Ordinal) ? question : question with { Webhook = webhook with { Secret = Open(webhook.Secret[Mark.Length..], question.Id) } };

    private string Seal(string secret, string id)
    {
        using var cipher = new AesGcm(Key(make: true), AesGcm.TagByteSizes.MaxSize);
        var text = Encoding.UTF8.GetBytes(secret);
        var whole = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + text.Length];
        var (nonce, tag, hidden) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        cipher.Encrypt(nonce.Span, text, hidden.Span, tag.Span, Encoding.UTF8.GetBytes(id));
        return Mark + Convert.ToBase64String(whole);
    }

    private string Open(string stored, string id)
    {
        try
        {
            using var cipher = new AesGcm(Key(make: false), AesGcm.TagByteSizes.MaxSize);
            var (nonce, tag, hidden) = Parts(Convert.FromBase64String(stored));
            var text = new byte[hidden.Length];
            cipher.Decrypt(nonce.Span, hidden.Span, tag.Span, text, Encoding.UTF8.GetBytes(id));
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or ArgumentException)
        {
            throw new StoreException($"{_path} is not the key that the webhook secrets of this store were sealed with: put that one back, or remove {id} and add it again with its secret.", failure);
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Hidden) Parts(byte[] whole)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return (whole.AsMemory(0, nonce), whole.AsMemory(nonce, tag), whole.AsMemory(nonce + tag));
    }

    private byte[] Key(bool make)
    {
        lock (_gate)
        {
            if (_key is not null) return _key;
            try
            {
                return _key = File.Exists(_path) || !make ? File.ReadAllBytes(_path) : Make();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"The key of the webhook secrets cannot be used ({failure.Message.TrimEnd('.')}): put {_path} back, or make it readable for this user.", failure);
            }
        }
    }

    // Whole or not at all, and never readable for others, not even for a moment.
    private byte[] Make()
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var unfinished = $"{_path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _path);
        return key;
    }
}
