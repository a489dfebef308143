namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Where the clip that is asked about stands among the others.</summary>
public enum AnchorPlace
{
    /// <summary>Anywhere, each place as likely.</summary>
    Uniform,

    /// <summary>Always first; shows what a fixed place does to a model.</summary>
    First,

    /// <summary>Always last; likewise.</summary>
    Last,
}
