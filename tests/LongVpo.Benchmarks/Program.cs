return args.FirstOrDefault() == "screentext" ? await LongVpo.Benchmarks.ScreenText.ScreenTextBenchmark.RunAsync(args[1..]) : 2;
