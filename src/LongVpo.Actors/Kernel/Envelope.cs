namespace LongVpo.Actors.Kernel;

/// <summary>A message on its way, with the answer it owes.</summary>
internal readonly record struct Envelope<TMessage>(TMessage Message, IReply? Reply);
