using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LongVpo.Core.Feedback;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Operation;

/// <summary>
/// Makes preference pairs of what was said about answers in operation. The whole file is made anew each time from what the store says now, so that what was taken back, or whose
/// footage was forgotten, is gone from it.
/// </summary>
/// <param name="settings">What may be used.</param>
public sealed class FeedbackPairs(FeedbackPairSettings settings)
{
    private const string PromptVersion = "feedback/1";
    private readonly SortedDictionary<string, int> _rejects = new(StringComparer.Ordinal);

    /// <summary>Makes the pairs of a record; the same record and settings give the same pairs.</summary>
    public (ImmutableArray<PreferencePair> Pairs, FeedbackPairReport Report) Make(OperationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _rejects.Clear();
        var pairs = ImmutableArray.CreateBuilder<PreferencePair>();
        var origins = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in record.Answers.GroupBy(one => SameQuestion.KeyOf(one.Answer.Question), StringComparer.Ordinal))
        {
            foreach (var preference in FeedbackRules.Conclude([.. question.Select(Heard).Where(one => !one.Feedback.IsEmpty)], Reject))
            {
                if (Pair(preference, record.Footage, pairs.Count) is not { } pair) continue;
                if (!known.Add(pair.Id))
                {
                    Reject("repeated");
                    continue;
                }

                pairs.Add(pair);
                origins[preference.Origin] = origins.GetValueOrDefault(preference.Origin) + 1;
            }
        }

        var said = record.Answers.SelectMany(one => one.Feedback).GroupBy(one => one.Kind).ToImmutableSortedDictionary(kind => Name(kind.Key), kind => kind.Count(), StringComparer.Ordinal);
        return (pairs.ToImmutable(), new FeedbackPairReport(
            record.Answers.Length, said, pairs.Count, origins.ToImmutableSortedDictionary(StringComparer.Ordinal), _rejects.ToImmutableSortedDictionary(StringComparer.Ordinal)));
    }

    private JudgedAnswer Heard(JudgedAnswer answer) => answer with { Feedback = [.. answer.Feedback.Where(said => !settings.NotBy.Contains(said.By ?? string.Empty))] };

    private PreferencePair? Pair(Preference preference, ImmutableDictionary<FootagePlace, FootageStretch> footage, long attempt)
    {
        var cited = Contradictions.PlacesOf(preference.Worse.Answer);
        ImmutableArray<FootagePlace> places = [.. preference.BetterPlaces.Concat(cited).Distinct().OrderBy(place => place.Video.Value, StringComparer.Ordinal).ThenBy(place => place.Segment)];
        if (Refusal(places, footage) is { } reason)
        {
            Reject(reason);
            return null;
        }

        ImmutableArray<int> whole = [.. Enumerable.Range(0, places.Length)];
        ImmutableArray<int> Indexes(ImmutableArray<FootagePlace> of) => [.. whole.Where(i => of.Contains(places[i]))];
        var relevant = Indexes(preference.BetterPlaces);
        var context = new PairContext([.. places.Select(place => Clip(place, footage[place]))], relevant);
        var making = new PairMaking(preference.Worse.Answer.Model?.Version?.Digest ?? "observed", 0, PromptVersion, attempt, preference.By.Length == 0 ? null : preference.By);
        var pair = new PreferencePair(
            PreferencePair.CurrentSchema, "op-" + Digest(preference, places), PairStage.Operation, preference.Worse.Question.Text, preference.Better, preference.Worse.Answer.Text, context,
            relevant.IsEmpty ? whole : relevant, Indexes(cited), RejectedKind.Refuted, making, SplitRules.Of(places[0].Video.Value));
        if (PairRules.Fault(pair) is not { } fault) return pair;
        Reject($"fault_{fault.Member}");
        return null;
    }

    private string? Refusal(ImmutableArray<FootagePlace> places, ImmutableDictionary<FootagePlace, FootageStretch> footage)
    {
        if (places.IsEmpty) return "no_footage_named";
        if (places.Length > settings.ClipsMost) return "too_long";
        if (places.Any(place => settings.Withdrawn.Contains(place.Video.Value))) return "withdrawn";
        if (places.Any(place => settings.Held.Contains(place.Video.Value))) return "held";
        var splits = places.Select(place => SplitRules.Of(place.Video.Value)).Distinct().ToList();
        // People ask about what interests them, so such pairs are no fair test of anything, and a source for tests must not be learned from.
        if (splits.Contains(PairSplit.Test)) return "test_source";
        if (splits.Count > 1) return "two_splits";
        return places.Any(place => !footage.ContainsKey(place)) ? "footage_gone" : null;
    }

    private PairClip Clip(FootagePlace place, FootageStretch stretch) => new(
        place.Segment.ToString(), place.Video.Value, [.. Enumerable.Range(0, Math.Max(1, (int)Math.Floor(stretch.End - stretch.Start)))], stretch.Start, stretch.End, stretch.File, settings.Licence);

    private void Reject(string reason) => _rejects[reason] = _rejects.GetValueOrDefault(reason) + 1;

    private static string Digest(Preference preference, ImmutableArray<FootagePlace> places)
    {
        var content = string.Join('\u001f', [preference.Worse.Question.Text, preference.Better, preference.Worse.Answer.Text, .. places.Select(place => $"{place.Video}/{place.Segment}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
    }

    private static string Name(FeedbackKind kind) => kind.ToString().ToLowerInvariant();
}
