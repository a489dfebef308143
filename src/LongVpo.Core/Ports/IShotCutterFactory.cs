namespace LongVpo.Core.Ports;

/// <summary>Makes cutters, and says how far they look, so that a resumed run knows how much to replay.</summary>
public interface IShotCutterFactory
{
    /// <summary>How much footage before a moment may change what is said about it.</summary>
    TimeSpan LookBack { get; }

    IShotCutter Create();
}
