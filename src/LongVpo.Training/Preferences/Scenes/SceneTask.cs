using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>A question that is to become a pair.</summary>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Number">The video's number.</param>
/// <param name="Video">The video.</param>
/// <param name="Entry">What was said of it.</param>
/// <param name="Query">The question.</param>
/// <param name="Random">What else the attempt draws from.</param>
internal sealed record SceneTask(long Attempt, int Number, SceneVideo Video, SceneEntry Entry, SceneQuery Query, WorldRandom Random);
