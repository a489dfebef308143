using LongVpo.Core.Models;
using LongVpo.Core.Videos;

namespace LongVpo.TestKit.Models;

/// <summary>Makes requests for a <see cref="VirtualDevice"/>.</summary>
public static class VirtualRequest
{
    private static readonly string Filler = new('x', 65_536);

    /// <param name="lane">How urgent.</param>
    /// <param name="video">On whose account; null for none.</param>
    /// <param name="promptTokens">To read.</param>
    /// <param name="replyTokens">To write.</param>
    /// <param name="limit">Longest wait.</param>
    public static ChatRequest Chat(ModelLane lane, string? video, int promptTokens, int replyTokens, TimeSpan? limit = null) =>
        new(RequestId.New(), lane, video is null ? null : new VideoId(video), [ChatMessage.Of(ChatRole.User, Filler[..promptTokens])], new GenerationSettings { MaxTokens = replyTokens })
        {
            Limit = limit,
        };
}
