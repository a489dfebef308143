namespace LongVpo.Actors.Video;

/// <summary>Makes a child's failure the video's own, so that one supervisor decides about restarting both from the durable state.</summary>
internal sealed class ChildFailedException(Exception failure) : Exception(failure.Message, failure);
