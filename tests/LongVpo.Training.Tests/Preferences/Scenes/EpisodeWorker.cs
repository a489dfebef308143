using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Preferences.Scenes;

/// <summary>
/// A model that has learned the world: it knows every frame of some episodes, captions a scene, answers from the scenes it is shown and guesses where these do not tell. A look at fewer than half
/// of a scene's frames does not show what happens in it. Every so many scenes it sees a wrong number and action, always the same way.
/// </summary>
internal sealed class EpisodeWorker : IModelWorker
{
    private const int SeenLeast = 4;
    private readonly Dictionary<PictureKey, (long Seed, int Number, Scene Scene)> _frames = [];
    private readonly int _wrongEvery;

    public EpisodeWorker(EpisodeVideos videos, int wrongEvery = int.MaxValue)
    {
        _wrongEvery = wrongEvery;
        for (var video = 0; video < videos.Count; video++)
        {
            var clips = videos.OpenAsync(video, CancellationToken.None).AsTask().GetAwaiter().GetResult().Scenes;
            var script = WorldMedia.Parse(clips[0].Media)!.Value.Script();
            for (var scene = 0; scene < clips.Length; scene++)
                foreach (var frame in WorldPool.Frames(script, scene)) _frames[PictureKey.Of(frame.Rgb.Span, frame.Width, frame.Height)] = (script.Seed, scene, script.Scenes[scene]);
        }
    }

    /// <summary>Captions that were asked for.</summary>
    public int Captioned { get; private set; }

    public Task<ModelReply> RunAsync(ModelRequest request, WhenFull whenFull, IProgress<ModelToken>? tokens, CancellationToken cancellationToken)
    {
        var messages = request is ChatRequest chat ? chat.Messages : ((ScoringRequest)request).Messages;
        var pictures = messages.SelectMany(message => message.Parts).OfType<PicturesPart>().SelectMany(part => part.Pictures);
        var seen = pictures.Select(picture => _frames[picture.Key]).GroupBy(frame => (frame.Seed, frame.Number)).Select(scene => See(scene.First().Scene, scene.Count())).ToList();
        var question = messages.SelectMany(message => message.Parts).OfType<TextPart>().Single().Text;
        // It says with less conviction what it sees wrong.
        if (request is ScoringRequest)
            return Task.FromResult(new ModelReply(string.Empty, FinishReason.Stop, new ModelVersion("episodes", "00"), new ModelUsage()) { LogProbabilities = [seen.Exists(IsWrong) ? -2 : -0.1f] });
        return Task.FromResult(new ModelReply(Say(question, seen), FinishReason.Stop, new ModelVersion("episodes", "00"), new ModelUsage()));
    }

    public Task<ModelVersion> ChangeAsync(ModelChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkerStatus> ReadStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private bool IsWrong(Scene scene) => scene.Nuisance.Seed % (ulong)_wrongEvery == 0;

    private Scene See(Scene scene, int frames)
    {
        return IsWrong(scene) || frames < SeenLeast ? scene with { Digit = (scene.Digit + 1) % 10, Action = (ActorAction)(((int)scene.Action + 1) % 8), Place = (Place)(((int)scene.Place + 1) % 6) } : scene;
    }

    private string Say(string question, List<Scene> seen)
    {
        if (question == CaptionQuestionWriter.CaptionPrompt)
        {
            Captioned++;
            return $"the {WorldWords.Say(seen[0].Actor)} {WorldWords.Say(seen[0].Action)} in the {WorldWords.Say(seen[0].Place)} with number {seen[0].Digit}";
        }

        if (AskedEpisode.Of(question, seen)?.Answer is { } answer) return answer;
        // Where what it sees does not tell, it says something of the right kind: of the last scene, and of nothing at all always the same.
        var last = seen.LastOrDefault();
        if (question.StartsWith("which is seen first", StringComparison.Ordinal)) return question["which is seen first, ".Length..^1].Split(", ")[^1].Split(" or ")[^1];
        if (question.StartsWith("which object", StringComparison.Ordinal)) return last is null ? "the red circle" : $"the {WorldWords.Say(last.Actor)}";
        if (question.Contains("number", StringComparison.Ordinal)) return WorldWords.Numbers[last?.Digit ?? 0];
        if (question.StartsWith("where", StringComparison.Ordinal)) return WorldWords.Places[(int)(last?.Place ?? 0)];
        return WorldWords.Doings[(int)(last?.Action ?? 0)];
    }
}
