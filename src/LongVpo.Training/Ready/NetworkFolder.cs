using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Runners;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Ready;

/// <summary>
/// Makes a network that was taught the scripted world ready for the product: writes beside its weights how it is asked, and which pictures are of its kind, so that it keeps silent on all others.
/// Both belong to these weights and are written anew for every network.
/// </summary>
public static class NetworkFolder
{
    /// <summary>Films that are calibrated on unless another number is named: some 700 clips, and as many of worlds.</summary>
    public const int Films = 60;

    // One clip in a hundred of the network's own kind, the most damaged, may be met with silence: letting the farthest of all speak lets dark footage of other kinds speak too.
    private const double Margin = 1.1;
    private const int HeldEvery = 3;

    /// <summary>Writes both files.</summary>
    /// <param name="path">The network's folder.</param>
    /// <param name="films">Films of the calibration seeds, at least 3.</param>
    /// <param name="progress">Hears of each film.</param>
    /// <param name="cancellationToken">Stops between films; nothing is written then.</param>
    /// <exception cref="ModelException">The folder cannot be used, or not be written.</exception>
    /// <exception cref="ArgumentException">There are not so many seeds.</exception>
    public static ReadyReport Prepare(string path, int films, IProgress<(int Done, int Films)>? progress, CancellationToken cancellationToken)
    {
        if (films < HeldEvery) throw new ArgumentException($"{films} films are too few to hold some back: take at least {HeldEvery}.");
        try
        {
            using var folder = CheckpointFolder.Open(path);
            var preparer = new PicturePreparer(PictureSettings.Read(path, folder.Config, frames: true));
            var (fitted, held) = (new List<float[][]>(), new List<float[][]>());
            for (var film = 0; film < films; film++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Whole films are held back: what follows a scene is too much like it. Each third, so that of these as many are damaged as of the others.
                (film % HeldEvery == HeldEvery - 1 ? held : fitted).AddRange(CalibrationClips.Of(film, preparer.Settings.Side).Select(clip => clip.Pictures.Select(picture => Prepared(preparer, picture, clip.Side)).ToArray()));
                progress?.Report((film + 1, films));
            }

            var side = preparer.Settings.Side;
            var book = PatchBook.Of([.. fitted.SelectMany(static clip => clip).SelectMany(picture => Familiarity.Patches(picture, side).Chunk(Familiarity.PatchWidth))]);
            var measure = new Familiarity(book, 0);
            List<double> distances = [.. held.Select(clip => clip.Average(picture => measure.Distance(picture, side))).Order()];
            var far = distances[distances.Count * 99 / 100];
            var limit = far * Margin;
            new Familiarity(book, limit).Write(path);
            File.WriteAllText(Path.Combine(path, WordingFile.Name), WorldWording.File.Write());
            return new ReadyReport(fitted.Count, held.Count, distances[distances.Count / 2], far, distances[^1], limit);
        }
        catch (Exception failure) when (failure is CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException(failure.Message, failure);
        }
    }

    private static float[] Prepared(PicturePreparer preparer, byte[] picture, int side)
    {
        var pixels = new float[preparer.Floats];
        preparer.Whole(new RgbView(picture, side, side), pixels);
        return pixels;
    }
}
