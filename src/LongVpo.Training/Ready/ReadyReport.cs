namespace LongVpo.Training.Ready;

/// <summary>How well a network knows the pictures of its own world, in distances of whole clips that the fit did not see.</summary>
/// <param name="Fitted">Clips that the middle and the spread are from.</param>
/// <param name="Held">Clips that were held back.</param>
/// <param name="Middle">Half of those are nearer.</param>
/// <param name="Far">99 of 100 are nearer.</param>
/// <param name="Farthest">All are this near.</param>
/// <param name="Limit">From which distance on the network keeps silent.</param>
public sealed record ReadyReport(int Fitted, int Held, double Middle, double Far, double Farthest, double Limit);
