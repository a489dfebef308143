namespace LongVpo.Training.World.Film;

/// <summary>A scene of a <see cref="FilmDocument"/>.</summary>
/// <param name="Scene">Its number, from 0.</param>
/// <param name="Start">When it is seen alone.</param>
/// <param name="End">Until when.</param>
/// <param name="Opening">How it takes over: cut, dissolve, fade, wipe, flash or push.</param>
/// <param name="OpeningStart">When that begins; it ends at <paramref name="Start"/>, and a cut takes no time.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Place">Where.</param>
/// <param name="Action">What it does.</param>
/// <param name="Number">The number on its badge.</param>
/// <param name="Badge">When that is seen.</param>
/// <param name="Bystander">Who stands beside; left out where nobody does.</param>
/// <param name="Caption">All of that in a clause.</param>
/// <param name="Sign">Words on screen; left out where there are none.</param>
/// <param name="Line">What is said; left out where nothing is.</param>
/// <param name="Caller">Who called the actor, as the line says; left out where it says nothing of it.</param>
/// <param name="Tone">The sound's frequency in hertz; left out where it is silent.</param>
/// <param name="Disturbance">What happens that is no new scene: pan, zoom, strobe or crossing; left out where nothing does.</param>
/// <param name="Like">The earlier scene that it repeats but for its action or its number; left out where there is none.</param>
public sealed record FilmSceneDocument(
    int Scene, double Start, double End, string Opening, double OpeningStart, string Actor, string Place, string Action, int Number, TimedDocument Badge, string? Bystander, string Caption,
    TimedDocument? Sign, TimedDocument? Line, string? Caller, int? Tone, TimedDocument? Disturbance, int? Like)
{
    internal static FilmSceneDocument Of(FilmScript film, int index)
    {
        var scene = film.Scenes[index];
        return new FilmSceneDocument(
            index, FilmDocument.Seconds(scene.When.From), FilmDocument.Seconds(scene.When.To), FilmDocument.Name(scene.Opening), FilmDocument.Seconds(scene.OpeningFrom),
            WorldWords.Say(scene.Scene.Actor), WorldWords.Say(scene.Scene.Place), WorldWords.Say(scene.Scene.Action), scene.Scene.Digit,
            TimedDocument.Of(scene.Scene.Digit.ToString(System.Globalization.CultureInfo.InvariantCulture), scene.Badge),
            scene.Scene.Bystander is { } bystander ? WorldWords.Say(bystander) : null, Questions.Caption(film.World, index),
            scene.Sign is { } sign ? TimedDocument.Of(sign.Text, sign.When) : null, scene.Line is { } line ? TimedDocument.Of(line.Text, line.When) : null,
            scene.Caller is { } caller ? WorldWords.Say(caller) : null, scene.Tone == 0 ? null : scene.Tone,
            scene.Disturbance == Film.Disturbance.None ? null : TimedDocument.Of(FilmDocument.Name(scene.Disturbance), scene.Disturbed), scene.Like);
    }
}
