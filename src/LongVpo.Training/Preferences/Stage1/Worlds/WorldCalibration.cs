using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>Draws a descriptor's line between alike and unlike on worlds that are for nothing else: alike are two scenes with the same actor, whatever it does and wherever.</summary>
public static class WorldCalibration
{
    private const int ScenesPerWorld = 32;
    private const int PairsWanted = 500;

    /// <summary>Calibrates a descriptor on some 500 pairs of each kind.</summary>
    /// <param name="descriptor">What is calibrated.</param>
    /// <param name="recall">Share of alike pairs that must be found. Default 0.99: a twin in a composite teaches a contradiction, a clip thrown away costs a draw.</param>
    /// <param name="use">Seeds to draw it on; others than those for calibration show how well the line holds elsewhere.</param>
    public static Calibration Of(IClipDescriptor descriptor, double recall = 0.99, WorldSplit use = WorldSplit.Calibration)
    {
        var (alike, unlike) = Cosines(descriptor, use);
        return Calibration.Of(alike, unlike, recall);
    }

    /// <summary>Cosines of alike and unlike pairs of scenes of one use.</summary>
    public static (IReadOnlyList<double> Alike, IReadOnlyList<double> Unlike) Cosines(IClipDescriptor descriptor, WorldSplit use)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var (seed, last) = SeedRanges.Of(use);
        var (alike, unlike) = (new List<double>(), new List<double>());
        for (; seed <= last && (alike.Count < PairsWanted || unlike.Count < PairsWanted); seed++)
        {
            var script = WorldScript.Clips(seed, ScenesPerWorld);
            var vectors = Enumerable.Range(0, ScenesPerWorld).Select(scene => descriptor.Of(WorldPool.Frames(script, scene))).ToArray();
            for (var one = 0; one < ScenesPerWorld; one++)
                for (var other = one + 1; other < ScenesPerWorld; other++)
                {
                    var into = script.Scenes[one].Actor == script.Scenes[other].Actor ? alike : unlike;
                    if (into.Count < PairsWanted) into.Add(DistractorDraw.Likeness(vectors[one], vectors[other]));
                }
        }

        return (alike, unlike);
    }
}
