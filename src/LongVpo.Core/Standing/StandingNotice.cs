using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LongVpo.Core.Answers;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Standing;

/// <summary>News of a standing question. It is stored before anybody is told, and its id is the same however often it is made.</summary>
/// <param name="Id">Unique; what receivers tell repeats by.</param>
/// <param name="Standing">The standing question's id.</param>
/// <param name="Video">The video it is about.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "notice")]
[JsonDerivedType(typeof(AnswerChanged), "answer")]
[JsonDerivedType(typeof(EpisodeBegan), "began")]
[JsonDerivedType(typeof(EpisodeEnded), "ended")]
public abstract record StandingNotice(string Id, string Standing, VideoId Video)
{
    /// <summary>Whether a webhook is told. The end of an episode is not: each episode is one notification.</summary>
    [JsonIgnore]
    public abstract bool IsSent { get; }
}

/// <summary>The answer is another one now.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Standing">Whose.</param>
/// <param name="Video">Of which video.</param>
/// <param name="AsOf">Up to where the footage was seen.</param>
/// <param name="Before">The words before; null the first time.</param>
/// <param name="After">The words now.</param>
/// <param name="Found">Whether it is an answer.</param>
/// <param name="Added">Citations that are new.</param>
/// <param name="Removed">Citations that are gone.</param>
public sealed record AnswerChanged(
    string Id, string Standing, VideoId Video, MediaTime AsOf, string? Before, string After, bool Found,
    ImmutableArray<Citation> Added, ImmutableArray<Citation> Removed) : StandingNotice(Id, Standing, Video)
{
    public override bool IsSent => true;
}

/// <summary>An alert's condition has held long enough.</summary>
/// <param name="Id">The episode's id, made from the alert, the video and the start.</param>
/// <param name="Standing">The alert.</param>
/// <param name="Video">Of which video.</param>
/// <param name="Start">Since when the condition holds.</param>
/// <param name="Seen">Up to where it was seen to hold when this was told.</param>
/// <param name="Segment">The segment that decided it.</param>
/// <param name="Text">One sentence: what was found, or which level was crossed.</param>
public sealed record EpisodeBegan(string Id, string Standing, VideoId Video, MediaTime Start, MediaTime Seen, SegmentId Segment, string Text) : StandingNotice(Id, Standing, Video)
{
    public override bool IsSent => true;
}

/// <summary>An episode is over.</summary>
/// <param name="Id">The episode's id with <c>-end</c>.</param>
/// <param name="Standing">The alert.</param>
/// <param name="Video">Of which video.</param>
/// <param name="Episode">The episode's id.</param>
/// <param name="Range">From where to where the condition held.</param>
public sealed record EpisodeEnded(string Id, string Standing, VideoId Video, string Episode, TimeRange Range) : StandingNotice(Id, Standing, Video)
{
    public override bool IsSent => false;
}
