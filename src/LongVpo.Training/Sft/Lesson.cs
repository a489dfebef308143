using System.Collections.Immutable;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Sft;

/// <summary>A video and what is said about it.</summary>
/// <param name="Script">The video; null where the questions are asked without one, which shows what words alone give away.</param>
/// <param name="Texts">Questions with answers, each read as if it were the only one.</param>
/// <param name="Look">Where the script's scenes are looked at as parts of a film; null where they are drawn by themselves.</param>
public sealed record Lesson(WorldScript? Script, ImmutableArray<LessonText> Texts, FilmClip? Look = null);
