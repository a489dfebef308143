using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LongVpo.TestKit;

/// <summary>A logger factory that remembers, and fails the test at its end if anything was logged as an error that the test did not expect.</summary>
public sealed class RecordingLogs : ILoggerFactory
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    /// <summary>Set by a test that provokes an error on purpose.</summary>
    public bool ErrorsExpected { get; set; }

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
        var errors = _entries.Where(e => e.Level >= LogLevel.Error).Select(e => e.Text).ToList();
        if (!ErrorsExpected && errors.Count > 0) Assert.Fail("Logged as errors:\n" + string.Join('\n', errors));
    }

    private sealed class Logger(string category, ConcurrentQueue<(LogLevel Level, string Text)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
    }
}
