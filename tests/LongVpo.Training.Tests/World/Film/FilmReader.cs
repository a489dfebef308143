using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Answers questions about films from their words and the script alone, as somebody would who had the script on paper: it shares no code with the writer of the questions.</summary>
internal static partial class FilmReader
{
    /// <summary>Every answer that the words allow; a good question allows one.</summary>
    public static IReadOnlyList<string> Answers(FilmScript film, string text)
    {
        var scenes = film.World.Scenes;
        if (Match(Called(), text) is { } called) return Callers(film, called[2], called[1].Split("called", StringSplitOptions.None).Length);
        if (Match(Shown(), text) is { } shown) return [Told(ScriptReader.Who(film.World, shown[1]).Count)];
        if (Match(Edge(), text) is { } edge)
            return ScriptReader.Who(film.World, edge[1]) is { Count: > 1 } seen ? [ScriptReader.Does(scenes[edge[2] == "first" ? seen[0] : seen[^1]])] : [];
        if (Match(PlaceAt(), text) is { } placed) return ["in the " + ScriptReader.Name(scenes[At(film, placed[1])].Place)];
        if (Match(DoingAt(), text) is { } timed) return [ScriptReader.Does(scenes[At(film, timed[1])])];
        if (Match(Doing(), text) is not { } doing) return ScriptReader.Answers(film.World, text);
        return ScriptReader.Who(film.World, doing[1]) switch
        {
            [] => ["it is not seen"],
            [var one] => [ScriptReader.Does(scenes[one])],
            _ => ["that cannot be told, two scenes fit"],
        };
    }

    /// <summary>The film as it would be if nobody knew what one of its scenes shows.</summary>
    public static FilmScript Without(FilmScript film, int index)
    {
        var known = film.Scenes[index];
        var unknown = known.Scene with
        {
            Actor = new Identity((Colour)99, (Shape)99), Place = (Place)99, Action = (ActorAction)(((int)known.Scene.Action + 1) % 8), Digit = -1, Bystander = null,
        };
        return new FilmScript(
            WorldScript.Compose(film.Seed, film.World.Scenes.SetItem(index, unknown)), film.Scenes.SetItem(index, known with { Scene = unknown, Sign = null, Line = null, Caller = null }));
    }

    private static List<string> Callers(FilmScript film, string who, int calls)
    {
        var found = new List<string> { who };
        for (var call = 0; call < calls; call++)
            found =
            [
                .. from scene in film.Scenes
                   where found.Contains("the " + ScriptReader.Name(scene.Scene.Actor)) && scene.Line is not null
                   let said = Match(SaidBy(), scene.Line!.Text)
                   where said is not null
                   select "the " + said[1],
            ];
        return found;
    }

    private static int At(FilmScript film, string clock)
    {
        var time = 1000 * clock.Split(':').Aggregate(0L, (sum, part) => sum * 60 + long.Parse(part, CultureInfo.InvariantCulture));
        return Enumerable.Range(0, film.Scenes.Length).Single(i => film.Scenes[i].When.Holds(time));
    }

    private static string Told(int count) => count == 1 ? "1 scene" : $"{count} scenes";

    private static string[]? Match(Regex regex, string text) => regex.Match(text) is { Success: true } match ? [.. match.Groups.Values.Select(g => g.Value)] : null;

    [GeneratedRegex(@"^who called ((?:the object that called )*)(the \w+ \w+)\?$")]
    private static partial Regex Called();

    [GeneratedRegex(@"^The (\w+ \w+) called me\.$")]
    private static partial Regex SaidBy();

    [GeneratedRegex(@"^how many scenes show (.*)\?$")]
    private static partial Regex Shown();

    [GeneratedRegex(@"^what does (.*) do the (first|last) time it is seen\?$")]
    private static partial Regex Edge();

    [GeneratedRegex(@"^in which place is the scene at ([\d:]+)\?$")]
    private static partial Regex PlaceAt();

    [GeneratedRegex(@"^what does the object on screen at ([\d:]+) do\?$")]
    private static partial Regex DoingAt();

    [GeneratedRegex(@"^what does (the (?!object right after).*) do\?$")]
    private static partial Regex Doing();
}
