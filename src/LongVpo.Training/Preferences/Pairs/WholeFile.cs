using System.Text;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Writes files that are there whole or not at all, because what reads them later cannot know that a line is missing.</summary>
public static class WholeFile
{
    /// <summary>Writes a file of lines; one of that name is replaced.</summary>
    public static void Write(string path, IEnumerable<string> lines)
    {
        var partial = path + ".partial";
        try
        {
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                foreach (var line in lines) file.Write(Encoding.UTF8.GetBytes(line + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
