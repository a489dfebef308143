namespace LongVpo.Core.Segments;

/// <summary>How much is given up so that the watching of a live source keeps up, from nothing on.</summary>
public enum Load
{
    /// <summary>Everything is looked at.</summary>
    Normal,

    /// <summary>Every second sampled picture is looked at.</summary>
    FewerPictures,

    /// <summary>The same, and segments may be longer, so that less is sealed.</summary>
    FewerLonger,
}
