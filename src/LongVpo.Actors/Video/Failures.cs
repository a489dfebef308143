using LongVpo.Actors.Kernel;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Video;

/// <summary>Tells failures that trying again may cure from those it cannot, and puts them into a sentence for a person.</summary>
internal static class Failures
{
    public static Exception Root(Exception failure) => failure is ChildFailedException { InnerException: { } inner } ? inner : failure;

    /// <summary>A source or a store that says it is final is believed; anything else may be an accident.</summary>
    public static Supervision Supervise(Exception failure) =>
        Root(failure) is SourceException { IsTransient: false } or StoreException { IsTransient: false } ? Supervision.GiveUp : Supervision.Restart;

    public static string Sentence(Exception root, string what) => root is SourceException or StoreException
        ? root.Message
        : $"Watching {what} failed again and again ({root.Message}): what was seen until then is kept, analyze it again to go on.";
}
