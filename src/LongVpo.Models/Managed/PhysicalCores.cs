namespace LongVpo.Models.Managed;

/// <summary>Counts the cores that calculate. Two threads of one core share its multipliers, so a second one brings products nothing.</summary>
internal static class PhysicalCores
{
    /// <summary>Cores of this machine, at most as many as this process may use; every processor counts as one where the system does not say.</summary>
    public static int Count { get; } = Math.Max(1, Math.Min(Environment.ProcessorCount, Counted()));

    private static int Counted()
    {
        try
        {
            var cores = Directory.EnumerateDirectories("/sys/devices/system/cpu", "cpu*")
                .Select(folder => Path.Combine(folder, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(File.ReadAllText)
                .Distinct(StringComparer.Ordinal)
                .Count();
            return cores == 0 ? Environment.ProcessorCount : cores;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
