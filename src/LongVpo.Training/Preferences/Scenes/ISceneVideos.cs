using LongVpo.Core.Frames;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Long videos that are cut into scenes, as the second stage and TPO want them. A video has the same number whenever they are opened, because attempts go by number.</summary>
public interface ISceneVideos
{
    /// <summary>Says which videos these are, as part of what a run was begun with.</summary>
    string Name { get; }

    /// <summary>Videos there are.</summary>
    int Count { get; }

    /// <summary>A video, by its number from 0.</summary>
    /// <exception cref="PreferenceException">It is gone or cannot be read.</exception>
    ValueTask<SceneVideo> OpenAsync(int video, CancellationToken cancellationToken);

    /// <summary>A scene's frames in the order of time; none where its footage is gone.</summary>
    /// <exception cref="PreferenceException">The footage cannot be read.</exception>
    ValueTask<IReadOnlyList<StillFrame>> ReadAsync(int video, int scene, CancellationToken cancellationToken);
}
