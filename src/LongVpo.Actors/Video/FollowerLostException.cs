namespace LongVpo.Actors.Video;

/// <summary>A follower took its changes so slowly that no more could be kept for it. Nothing is lost: the store has them all by version.</summary>
public sealed class FollowerLostException : Exception
{
    public FollowerLostException(int kept)
        : base($"More than {kept} changes waited for this follower, so it was let go: read the store from the last version that was seen, then follow again.")
    {
    }
}
