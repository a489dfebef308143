namespace LongVpo.Tests.Telemetry;

/// <summary>Tests that listen to spans run alone: a listener hears the whole process.</summary>
[CollectionDefinition("spans", DisableParallelization = true)]
public sealed class SpanTests;
