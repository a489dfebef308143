using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>One question while a model works on it.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Found">The answer from measurements.</param>
/// <param name="Videos">What may be looked at.</param>
/// <param name="Letters">What their segments are called.</param>
/// <param name="Retrieval">How segments are found.</param>
/// <param name="Calls">The model, with its count.</param>
public sealed record LookedAt(Question Question, Answer Found, ImmutableArray<VideoId> Videos, VideoLetters Letters, SegmentRetrieval Retrieval, LookCalls Calls);
