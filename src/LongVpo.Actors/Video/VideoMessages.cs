using LongVpo.Actors.Kernel;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Frames;
using LongVpo.Core.Speech;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>Everything a video's actor understands. Its children's results come in the data lane, everything else in the control lane.</summary>
internal abstract record VideoMessage;

/// <summary>Watch the source to its end, from wherever the store says it was left.</summary>
/// <param name="Source">What it is, as it was found now.</param>
/// <param name="Pace">Multiple of its own clock at which a file is played; null as fast as it decodes.</param>
/// <param name="Ticket">Who waits for the outcome.</param>
/// <param name="Accepted">Answered when the ticket is in safe hands.</param>
internal sealed record Analyze(SourceDescription Source, double? Pace, AnalysisTicket Ticket, Reply<bool> Accepted) : VideoMessage;

/// <summary>The ticket's holder has left; without any other the watching stops, keeping what is sealed.</summary>
/// <param name="Ticket">Who left.</param>
/// <param name="Stopped">Answered when every frame is back and the source closed.</param>
internal sealed record StopAnalyzing(AnalysisTicket Ticket, Reply<bool> Stopped) : VideoMessage;

/// <summary>What is the state now?</summary>
internal sealed record ReadState(Reply<VideoState> State) : VideoMessage;

/// <summary>A model has said something.</summary>
/// <param name="Caption">What.</param>
/// <param name="Kept">Answered when it is durable, or refused.</param>
internal sealed record KeepCaption(ModelCaption Caption, Reply<VideoDecision> Kept) : VideoMessage;

/// <summary>A speech model has heard something.</summary>
/// <param name="Speech">What.</param>
/// <param name="Kept">Answered when it is durable, or refused.</param>
internal sealed record KeepSpeech(Transcript Speech, Reply<VideoDecision> Kept) : VideoMessage;

/// <summary>A run has something to keep.</summary>
/// <param name="Run">Which run; what an earlier one still had in the inbox is out of date.</param>
/// <param name="Command">What to keep.</param>
internal sealed record Published(int Run, VideoCommand Command) : VideoMessage;

/// <summary>A child of a run has ended.</summary>
internal sealed record ChildStopped(int Run, ActorExit Exit) : VideoMessage;
