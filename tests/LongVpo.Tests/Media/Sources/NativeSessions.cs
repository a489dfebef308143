namespace LongVpo.Tests.Media.Sources;

/// <summary>Tests that count the native sessions of the whole process, so that nothing else may read a file meanwhile.</summary>
[CollectionDefinition(nameof(NativeSessions), DisableParallelization = true)]
public sealed class NativeSessions;
