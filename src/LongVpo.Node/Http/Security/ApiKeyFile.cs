using System.Globalization;
using System.Security.Cryptography;

namespace LongVpo.Node.Http.Security;

/// <summary>The file of API keys: one <c>name:sha256</c> per line, so that whoever reads the file can call nobody.</summary>
public static class ApiKeyFile
{
    /// <summary>Makes a key, adds its hash to the file (made when it is missing, readable by its owner only) and gives the key, which is not kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Who the key is for: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <exception cref="SettingsException">The name is taken or cannot be used, or the file cannot be written.</exception>
    public static string Add(string path, string name)
    {
        if (!ApiKey.IsName(name)) throw new SettingsException($"'{name}' cannot name an API key: use 1 to 64 letters, digits, dots, dashes and underscores.");
        if (File.Exists(path) && Read(path).Any(known => known.Name == name)) throw new SettingsException($"{path} already holds a key named {name}: remove its line first, or choose another name.");
        var (key, kept) = ApiKey.Make(name);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(path, options);
            file.Write(kept + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be written ({failure.Message.TrimEnd('.')}): choose another --api-keys.", failure);
        }

        return key;
    }

    /// <exception cref="SettingsException">The file cannot be read, or a line of it is not a key.</exception>
    internal static IReadOnlyList<ApiKey> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The API keys in {path} cannot be read ({failure.Message.TrimEnd('.')}): make a key with longvpo serve key NAME --api-keys FILE.", failure);
        }

        var keys = new List<ApiKey>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#')) continue;
            keys.Add(Parse(line) ?? throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"Line {i + 1} of {path} is not name:sha256 with 64 hexadecimal digits: make keys with longvpo serve key.")));
        }

        return keys.Count > 0 ? keys : throw new SettingsException($"{path} holds no API key: make one with longvpo serve key NAME --api-keys {path}.");
    }

    private static ApiKey? Parse(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !ApiKey.IsName(line[..colon])) return null;
        var hash = new byte[SHA256.HashSizeInBytes];
        var status = Convert.FromHexString(line.AsSpan(colon + 1), hash, out _, out var written);
        return status == System.Buffers.OperationStatus.Done && written == hash.Length ? new ApiKey(line[..colon], hash) : null;
    }
}
