namespace LongVpo.Models.Checkpoints;

/// <summary>In which way positions beyond the trained ones are told apart.</summary>
public enum RopeKind
{
    /// <summary>Every position is divided by the factor (position interpolation), so that all lie in the trained range and closer together.</summary>
    Linear,

    /// <summary>The base of the frequencies grows by factor^(D/(D-2)), so that fast turns stay as they are and the slowest turn that much slower.</summary>
    Ntk,

    /// <summary>As <see cref="Ntk"/>, with a factor that follows from how long the text is; nothing changes up to the trained length.</summary>
    Dynamic,

    /// <summary>Slow turns are interpolated, fast ones are left, those between are blended, and queries and keys are made a little longer (YaRN, Peng et al. 2023).</summary>
    Yarn,
}
