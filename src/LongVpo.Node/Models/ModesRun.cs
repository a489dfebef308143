using System.Runtime.CompilerServices;
using System.Text.Json;
using LongVpo.Core.Answers;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Models;

/// <summary>Asks the same questions in every mode and counts what comes of it, so that a mode is chosen by figures of one's own footage.</summary>
public static class ModesRun
{
    /// <summary>Reads a file with one JSON object per line; empty lines are passed over.</summary>
    /// <exception cref="SettingsException">A line is no question.</exception>
    public static IReadOnlyList<AskedOf> Read(string file)
    {
        if (!File.Exists(file)) throw new SettingsException($"There is no file {file}: give one with a question per line, as JSON.");
        var asked = new List<AskedOf>();
        foreach (var (line, number) in File.ReadLines(file).Select((line, i) => (line, i + 1)))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                var one = JsonSerializer.Deserialize(line, ContractJson.Readable.AskedOf);
                if (one is null || string.IsNullOrWhiteSpace(one.Question) || one.Start is null != one.End is null || one.Start > one.End) throw new JsonException("no question, or half a range");
                asked.Add(one);
            }
            catch (JsonException wrong)
            {
                throw new SettingsException($"Line {number} of {file} is no question ({wrong.Message.TrimEnd('.')}): write {{\"question\":\"...\",\"start\":1.5,\"end\":4}}.", wrong);
            }
        }

        return asked.Count > 0 ? asked : throw new SettingsException($"{file} holds no question: write one per line, as JSON.");
    }

    /// <summary>Runs all modes, measurements alone first.</summary>
    /// <param name="node">A node with a model.</param>
    /// <param name="asked">The questions.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    /// <exception cref="SettingsException">A question names a video that is not remembered.</exception>
    public static async IAsyncEnumerable<ModeDocument> RunAsync(LocalNode node, IReadOnlyList<AskedOf> asked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(asked);
        var known = new List<(AskedOf Asked, VideoId? Video)>();
        foreach (var one in asked) known.Add((one, one.Video is { } video ? await node.ResolveAsync(video, cancellationToken) : null));
        yield return await OneAsync(node, null, known, cancellationToken);
        foreach (var mode in Enum.GetValues<AnswerMode>()) yield return await OneAsync(node, mode, known, cancellationToken);
    }

    private static async Task<ModeDocument> OneAsync(LocalNode node, AnswerMode? mode, List<(AskedOf Asked, VideoId? Video)> asked, CancellationToken cancellationToken)
    {
        var began = node.Time.GetTimestamp();
        var sum = new ModeDocument(mode is { } one ? Documents.NameOf(one) : "measured", asked.Count, 0, 0, 0, 0, 0, 0, 0);
        foreach (var (question, video) in asked)
        {
            var put = new Question { Text = question.Question, Videos = video is { } only ? [only] : [], Mode = mode };
            var answer = await node.Videos.AskAsync(put, node.LimitOf(put), cancellationToken);
            var share = answer.Model;
            sum = sum with
            {
                Found = sum.Found + (answer.Found ? 1 : 0),
                Hit = sum.Hit + (IsHit(question, answer) ? 1 : 0),
                ByModel = sum.ByModel + (share is { Instead: null } ? 1 : 0),
                Invented = sum.Invented + (share?.Invented ?? 0),
                Calls = sum.Calls + (share?.Calls ?? 0),
                Tokens = sum.Tokens + (share?.PromptTokens ?? 0) + (share?.ReplyTokens ?? 0),
            };
        }

        return sum with { Seconds = Math.Round(node.Time.GetElapsedTime(began).TotalSeconds, 3) };
    }

    private static bool IsHit(AskedOf asked, Answer answer) =>
        asked is { Start: { } start, End: { } end } ? answer.Found && answer.Citations.Any(c => c.Range.Start.Seconds < end && c.Range.End.Seconds > start) : !answer.Found;
}
