namespace LongVpo.Core.Models;

/// <summary>Says what waits for a reply, best served first: a person before a rule, now before then, and what can be done any day last.</summary>
public enum ModelLane
{
    /// <summary>A person waits.</summary>
    LiveQuestion,

    /// <summary>A pinned question looks at footage that was just sealed.</summary>
    StandingQuestion,

    /// <summary>Footage that is running.</summary>
    LiveCaption,

    /// <summary>Footage that lies on a disk.</summary>
    ArchiveCaption,

    /// <summary>Candidates and scores for preference pairs.</summary>
    PreferenceData,

    /// <summary>Training steps.</summary>
    Training,
}
