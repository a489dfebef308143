using LongVpo.Benchmarks.Shots;

switch (args.FirstOrDefault())
{
    case "shots":
        await ShotBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return 0;
    default:
        Console.Error.WriteLine("Say what to measure: shots.");
        return 2;
}
