namespace LongVpo.Training.World;

/// <summary>What a question says of an actor besides who it is.</summary>
internal enum CueForm { Plain, WithAction, WithPlace }
