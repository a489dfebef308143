Console.WriteLine("see docs/BENCHMARKS.md");
