using LongVpo.Core.Models;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Models;

/// <summary>
/// Lets only so many requests of a lane, and of one video in it, to a worker. Those who would rather wait stand here in order, each on its own time; somebody whose video has
/// room is not held up by somebody whose video has none.
/// </summary>
internal sealed class QueueGate(int laneCapacity, int videoCapacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelLane, int> _lanes = [];
    private readonly Dictionary<(ModelLane Lane, VideoId? Video), int> _videos = [];
    private readonly LinkedList<(ModelRequest Request, TaskCompletionSource Turn)> _waiting = new();

    /// <exception cref="ModelRefusedException">There is no room, and the asker will not wait.</exception>
    public async ValueTask EnterAsync(ModelRequest request, WhenFull whenFull, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<(ModelRequest Request, TaskCompletionSource Turn)> place;
        lock (_lock)
        {
            if (TryTake(request)) return;
            if (whenFull == WhenFull.Refuse)
            {
                throw new ModelRefusedException(RefusalKind.Busy, $"The model has {_lanes.GetValueOrDefault(request.Lane)} requests of this kind ({request.Lane}) waiting, "
                    + $"{_videos.GetValueOrDefault((request.Lane, request.Video))} of them for this video: ask again later.");
            }

            place = _waiting.AddLast((request, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            await place.Value.Turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                // Its turn may have come at this very moment; then the place is passed on.
                if (place.List is not null) _waiting.Remove(place);
                else GiveBack(request);
            }

            throw;
        }
    }

    public void Leave(ModelRequest request)
    {
        lock (_lock) GiveBack(request);
    }

    private bool TryTake(ModelRequest request)
    {
        var key = (request.Lane, request.Video);
        var (lane, video) = (_lanes.GetValueOrDefault(request.Lane), _videos.GetValueOrDefault(key));
        if (lane >= laneCapacity || video >= videoCapacity) return false;
        (_lanes[request.Lane], _videos[key]) = (lane + 1, video + 1);
        return true;
    }

    private void GiveBack(ModelRequest request)
    {
        var key = (request.Lane, request.Video);
        _lanes[request.Lane]--;
        if (--_videos[key] == 0) _videos.Remove(key);
        for (var place = _waiting.First; place is not null; place = place.Next)
        {
            if (place.Value.Request.Lane != request.Lane || !TryTake(place.Value.Request)) continue;
            _waiting.Remove(place);
            place.Value.Turn.SetResult();
            return;
        }
    }
}
