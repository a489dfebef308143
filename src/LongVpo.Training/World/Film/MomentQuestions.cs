using LongVpo.Core.Time;

namespace LongVpo.Training.World.Film;

/// <summary>Questions about a moment that is told by the film's clock.</summary>
internal static class MomentQuestions
{
    /// <summary>A whole second from the middle of each scene, where no change is near; what is done is asked only where nobody stands beside.</summary>
    public static IEnumerable<FilmCandidate> All(FilmScript film, WorldRandom random)
    {
        var world = film.World;
        for (var i = 0; i < film.Scenes.Length; i++)
        {
            var (when, scene) = (film.Scenes[i].When, film.Scenes[i].Scene);
            var second = (when.From + when.Length * (20 + random.Below(50)) / 100 + 999) / 1000;
            if (second * 1000 >= when.To - when.Length / 8) continue;
            var clock = TimeText.OfSeconds(second);
            yield return new FilmCandidate(film, new Candidate(
                i, [i], $"in which place is the scene at {clock}?", WorldWords.Places[(int)scene.Place], world.Scenes.Select(s => WorldWords.Places[(int)s.Place]), WorldWords.Places));
            if (scene.Bystander is not null) continue;
            yield return new FilmCandidate(film, new Candidate(
                i, [i], $"what does the object on screen at {clock} do?", WorldWords.Doings[(int)scene.Action], ActorQuestions.RivalDoings(world), WorldWords.Doings));
        }
    }
}
