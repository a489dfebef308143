namespace LongVpo.TestKit;

/// <summary>A folder of its own for one test, gone when the test is over.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("longvpo-test-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that the test killed may still hold a file for a moment; the system's temporary folder is cleaned anyway.
        }
    }
}
