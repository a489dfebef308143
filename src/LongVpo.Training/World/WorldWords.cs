using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>How things of the world are called in questions and answers.</summary>
public static class WorldWords
{
    /// <summary>Every action as an answer: "it moves left".</summary>
    public static ImmutableArray<string> Doings { get; } = [.. Enum.GetValues<ActorAction>().Select(action => "it " + Say(action))];

    /// <summary>Every number as an answer: "number 7".</summary>
    public static ImmutableArray<string> Numbers { get; } = [.. Enumerable.Range(0, 10).Select(digit => $"number {digit}")];

    /// <summary>Every place as an answer: "in the harbour".</summary>
    public static ImmutableArray<string> Places { get; } = [.. Enum.GetValues<Place>().Select(place => "in the " + Say(place))];

    /// <summary>"red circle".</summary>
    public static string Say(Identity identity) => $"{Say(identity.Colour)} {Say(identity.Shape)}";

    /// <summary>"red".</summary>
    public static string Say(Colour colour) => Lower(colour);

    /// <summary>"circle".</summary>
    public static string Say(Shape shape) => Lower(shape);

    /// <summary>"harbour".</summary>
    public static string Say(Place place) => Lower(place);

    /// <summary>"moves left", "grows".</summary>
    public static string Say(ActorAction action) => action switch
    {
        ActorAction.Left or ActorAction.Right or ActorAction.Up or ActorAction.Down => "moves " + Lower(action),
        _ => Lower(action) + "s",
    };

    private static string Lower<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
