using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>What signs of a film say and actors of it talk about, none of which means anything: questions must be answered from the scenes.</summary>
internal static class FilmWords
{
    /// <summary>Letters that are told apart when they are read from pixels: no I beside a 1, no O beside a 0.</summary>
    public static ImmutableArray<string> Signs { get; } =
    [
        "MARKET", "GARAGE", "THEATER", "EXPRESS", "PLATFORM", "HARVEST", "LANTERN", "MUSEUM", "BAKERY", "TERRACE", "CASTLE", "PEPPER", "TANGERINE", "UMBRELLA", "VALLEY", "WEATHER",
        "KITCHEN", "ORCHARD", "NORTH GATE", "EAST PARK", "SAFETY FAST", "LAST CALL", "TAXI STAND", "PAPER MAP",
    ];

    public static ImmutableArray<string> Lines { get; } =
    [
        "The tide turns at noon.", "Somebody left the lamp on.", "It smells of rain.", "We should have brought a map.", "The clock is late again.", "I heard a bell.",
        "Keep to the left wall.", "Nobody told me.", "The bread is still warm.", "This is further than I thought.", "My sister painted that.", "The wind comes from the east.",
        "There was a bridge here once.", "Mind the step.", "I have counted them all.", "The key is under the stone.",
    ];

    /// <summary>A scale, so that tones are told apart by ear and by measure.</summary>
    public static ImmutableArray<int> Tones { get; } = [220, 262, 294, 330, 392, 440, 523, 587];

    public const string CalledByNobody = "Nobody called me, I was here first.";

    public static string CalledBy(Identity caller) => $"The {WorldWords.Say(caller)} called me.";
}
