namespace LongVpo.Models.Training;

/// <summary>Which preference loss is taken, and how sharply.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Beta">How closely the policy is held to the reference: large is close. 0.1 is what DPO's authors use; LongVPO uses 0.01.</param>
/// <param name="LabelSmoothing">Share of pairs, from 0 to below 0.5, that are taken to be labelled the wrong way round. Only for <see cref="PreferenceKind.Sigmoid"/>.</param>
/// <param name="ReferenceFree">Takes a reference that finds both responses equally likely, whatever scores are given.</param>
/// <param name="Imitation">Weight of the chosen response's mean negative log-probability per token, added to the loss. 0 is plain DPO; LongVPO uses 1.</param>
public sealed record PreferenceSettings(PreferenceKind Kind = PreferenceKind.Sigmoid, double Beta = 0.1, double LabelSmoothing = 0, bool ReferenceFree = false, double Imitation = 0)
{
    /// <summary>Refuses settings that are no loss.</summary>
    /// <exception cref="ArgumentException">A number is out of its range; says which.</exception>
    public void Validate()
    {
        if (!(Beta > 0) || !double.IsFinite(Beta)) throw new ArgumentException($"Beta must be a number above 0, not {Beta}.");
        if (!(LabelSmoothing is >= 0 and < 0.5)) throw new ArgumentException($"Label smoothing must be from 0 to below 0.5, not {LabelSmoothing}.");
        if (LabelSmoothing > 0 && Kind != PreferenceKind.Sigmoid) throw new ArgumentException($"Label smoothing has no meaning for the loss {Kind}.");
        if (!(Imitation >= 0) || !double.IsFinite(Imitation)) throw new ArgumentException($"The weight of imitation must be 0 or more, not {Imitation}.");
    }
}
