namespace LongVpo.Training.Preferences.Pairs;

/// <summary>What must be true of one pair before anything is done with it.</summary>
public static class PairRules
{
    /// <summary>The first thing that is wrong with a pair and the member where it is; null of a good one.</summary>
    public static (string Member, string Sentence)? Fault(PreferencePair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (string.IsNullOrWhiteSpace(pair.Id)) return ("id", "the pair has no id");
        if (string.IsNullOrWhiteSpace(pair.Question)) return ("question", "the question is empty");
        if (string.IsNullOrWhiteSpace(pair.Chosen)) return ("chosen", "the preferred response is empty");
        if (string.IsNullOrWhiteSpace(pair.Rejected)) return ("rejected", "the dispreferred response is empty");
        if (Same(pair.Chosen, pair.Rejected)) return ("rejected", "both responses say the same");
        if (pair.Context.Clips.IsDefaultOrEmpty) return ("clips", "there is no clip");
        foreach (var clip in pair.Context.Clips)
            if (Fault(clip) is { } fault) return fault;
        var clips = pair.Context.Clips.Length;
        if (pair.Context.Anchor is { } anchor && (anchor < 0 || anchor >= clips)) return ("anchor", $"there are {clips} clips and the anchor is {anchor}");
        if (!AreClips(pair.Context.Relevant, clips)) return ("relevant", "it must name clips of the context, rising");
        if (!AreClips(pair.ChosenContext, clips)) return ("chosen_context", "it must name clips of the context, rising");
        if (!AreClips(pair.RejectedContext, clips)) return ("rejected_context", "it must name clips of the context, rising");
        if (pair.Ref is { } scores && (scores.NChosen < 1 || scores.NRejected < 1 || !(scores.LpChosen <= 0.01) || !(scores.LpRejected <= 0.01))) return ("ref", "the reference's scores are of no model");
        return null;
    }

    /// <summary>Whether two responses say the same, apart from case, spaces and a full stop.</summary>
    public static bool Same(string one, string other) => Normal(one).Equals(Normal(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one response is so much longer that a model could prefer by length.</summary>
    public static bool IsLengthTelling(string chosen, string rejected)
    {
        var ratio = (double)Words(chosen) / Math.Max(1, Words(rejected));
        return ratio is < 0.5 or > 2;
    }

    /// <summary>Whether a response only says that there is nothing to be seen; some such are good negatives, many teach a model never to abstain.</summary>
    public static bool IsRefusal(string response)
    {
        ArgumentNullException.ThrowIfNull(response);
        string[] marks = ["not visible", "not seen", "cannot see", "can't see", "not shown", "no information", "unable to", "cannot be determined", "cannot tell", "not in the video"];
        return marks.Any(mark => response.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Member, string Sentence)? Fault(PairClip clip)
    {
        if (string.IsNullOrWhiteSpace(clip.ClipId)) return ("clip_id", "a clip has no id");
        if (string.IsNullOrWhiteSpace(clip.SourceId)) return ("source_id", $"clip {clip.ClipId} names no source");
        if (clip.Frames.IsDefault || (clip.Frames.IsEmpty && clip.Media is null)) return ("frames", $"clip {clip.ClipId} has neither frames nor media");
        if (clip.Frames is [< 0, ..]) return ("frames", $"clip {clip.ClipId} has a frame before its first");
        for (var i = 1; i < clip.Frames.Length; i++)
            if (clip.Frames[i] <= clip.Frames[i - 1]) return ("frames", $"the frames of clip {clip.ClipId} are not in the order of time ({clip.Frames[i - 1]} before {clip.Frames[i]})");
        if (!(clip.T0 >= 0 && clip.T1 > clip.T0)) return ("t0", $"clip {clip.ClipId} runs from {clip.T0} to {clip.T1} s");
        if (clip.Files is { } files && files.Length != clip.Frames.Length) return ("files", $"clip {clip.ClipId} has {clip.Frames.Length} frames and {files.Length} files");
        return null;
    }

    private static bool AreClips(IReadOnlyList<int> named, int clips)
    {
        for (var i = 0; i < named.Count; i++)
            if (named[i] < 0 || named[i] >= clips || (i > 0 && named[i] <= named[i - 1])) return false;
        return true;
    }

    private static string Normal(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
