using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Who an actor is: its colour and its shape together. Of the 64 there are, 16 (two of each colour, two of each shape) are held out of training.</summary>
/// <param name="Colour">The colour.</param>
/// <param name="Shape">The shape.</param>
public readonly record struct Identity(Colour Colour, Shape Shape)
{
    private const int Shapes = 8;

    /// <summary>The 48 identities that training may show.</summary>
    public static ImmutableArray<Identity> Trained { get; } = [.. All().Where(identity => !identity.IsHeldOut)];

    /// <summary>The 16 identities that training never shows, so that a combination can be asked about whose parts alone are known.</summary>
    public static ImmutableArray<Identity> HeldOut { get; } = [.. All().Where(identity => identity.IsHeldOut)];

    /// <summary>Whether training never shows this identity: the shape is the colour's own or the third after it.</summary>
    public bool IsHeldOut => ((int)Shape - (int)Colour + Shapes) % Shapes is 0 or 3;

    /// <summary>The set of identities to which this one belongs.</summary>
    public ImmutableArray<Identity> Kin => IsHeldOut ? HeldOut : Trained;

    private static IEnumerable<Identity> All() =>
        from colour in Enum.GetValues<Colour>() from shape in Enum.GetValues<Shape>() select new Identity(colour, shape);
}
