using LongVpo.Core.Options;
using LongVpo.Core.Ports;

namespace LongVpo.Media.Shots;

/// <summary>Makes shot cutters that all follow the same options.</summary>
public sealed class ShotCutterFactory(ShotOptions options) : IShotCutterFactory
{
    /// <inheritdoc/>
    public TimeSpan LookBack => ShotCutter.LookBack;

    /// <inheritdoc/>
    public IShotCutter Create() => new ShotCutter(options);
}
