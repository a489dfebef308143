using System.Globalization;
using System.Net;
using System.Text;
using LongVpo.Training.Preferences.Pairs.Pictures;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>
/// Writes one HTML file in which pairs can be looked at with their frames: everything is inside, so it can be sent and kept. The clip that was asked about, and the one that misled,
/// are marked.
/// </summary>
/// <param name="pictures">Where frames come from.</param>
public sealed class PairPage(IClipPictures pictures)
{
    // Enough frames to see what a clip is; all of them would make pages of a hundred megabytes.
    private const int FramesPerClip = 4;

    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:1rem;color:#1b1b1f;background:#fafafa}
        h1{font-size:1.3rem}input{font:inherit;padding:.3rem .5rem;width:22rem;max-width:100%}
        article{background:#fff;border:1px solid #ddd;border-radius:8px;margin:1rem 0;padding:.8rem 1rem}
        .q{font-weight:600}.c{border-left:4px solid #1a7f37;padding-left:.6rem;margin:.3rem 0}.r{border-left:4px solid #b3261e;padding-left:.6rem;margin:.3rem 0}
        .clips{display:flex;flex-wrap:wrap;gap:.5rem;margin:.6rem 0}.clip{border:2px solid #ddd;border-radius:6px;padding:.25rem;font-size:12px;max-width:330px}
        .clip.relevant{border-color:#1a7f37}.clip.misled{border-style:dashed;border-color:#b3261e}.clip img{height:64px;margin-right:2px;image-rendering:pixelated;vertical-align:top}
        details{font-size:13px;color:#555}dt{font-weight:600;float:left;clear:left;margin-right:.5rem}dd{margin:0 0 0 9rem;overflow-wrap:anywhere}.none{color:#b3261e}
        @media(prefers-color-scheme:dark){body{background:#111;color:#eee}article{background:#1b1b1f;border-color:#444}.clip{border-color:#444}details{color:#aaa}}
        """;

    private const string Script = """
        const box=document.getElementById('find'),all=[...document.querySelectorAll('article')],seen=document.getElementById('seen');
        box.addEventListener('input',()=>{const word=box.value.toLowerCase();let n=0;for(const a of all){a.hidden=!a.textContent.toLowerCase().includes(word);if(!a.hidden)n++}seen.textContent=n});
        """;

    /// <summary>Writes a page.</summary>
    /// <param name="page">Where it goes; stays open.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="pairs">The pairs, in order.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    public async Task WriteAsync(TextWriter page, string title, IReadOnlyList<PreferencePair> pairs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(pairs);
        // No source but what stands in the page: texts by models and people are shown and never run.
        await page.WriteAsync($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none';img-src data:;style-src 'unsafe-inline';script-src 'unsafe-inline'">
            <title>{Text(title)}</title><style>{Style}</style>
            <h1>{Text(title)}</h1><p><input id="find" type="search" placeholder="words to look for" aria-label="words to look for"> <span id="seen">{pairs.Count}</span> of {pairs.Count} pairs.
            Green frames hold the answer; dashed ones misled the dispreferred response.</p>

            """);
        foreach (var pair in pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await page.WriteAsync(await ArticleAsync(pair, cancellationToken));
        }

        await page.WriteAsync($"<script>{Script}</script></html>\n");
    }

    private async Task<string> ArticleAsync(PreferencePair pair, CancellationToken cancellationToken)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<article id=\"{Text(pair.Id)}\"><div class=\"q\">{Text(pair.Question)}</div><div class=\"c\">{Text(pair.Chosen)}</div><div class=\"r\">{Text(pair.Rejected)}</div><div class=\"clips\">");
        for (var i = 0; i < pair.Context.Clips.Length; i++) html.Append(await ClipAsync(pair, i, cancellationToken));
        html.Append("</div><details><summary>").Append(Text($"{pair.Id}, {PairWords.Of(pair.Stage)}, {PairWords.Of(pair.Split)}")).Append("</summary><dl>");
        foreach (var (name, value) in Provenance(pair)) html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>");
        return html.Append("</dl></details></article>\n").ToString();
    }

    private async Task<string> ClipAsync(PreferencePair pair, int at, CancellationToken cancellationToken)
    {
        var clip = pair.Context.Clips[at];
        var kind = (pair.Context.Relevant.Contains(at) ? " relevant" : string.Empty) + (pair.RejectedContext.Contains(at) && !pair.Context.Relevant.Contains(at) ? " misled" : string.Empty);
        var shown = Enumerable.Range(0, Math.Min(FramesPerClip, clip.Frames.Length)).Select(i => clip.Frames.Length <= FramesPerClip ? i : (int)(((2 * i) + 1L) * clip.Frames.Length / (2 * FramesPerClip))).ToList();
        var few = clip with { Frames = [.. shown.Select(i => clip.Frames[i])], Files = clip.Files is { } files ? [.. shown.Select(i => files[i])] : null };
        var found = few.Frames.IsEmpty ? [] : await pictures.ReadAsync(few, cancellationToken);
        var images = found.Count == 0 ? "<span class=\"none\">no frames found</span>" : string.Concat(found.Select(picture => $"<img alt=\"\" src=\"data:{picture.MediaType};base64,{Convert.ToBase64String(picture.Bytes.Span)}\">"));
        return $"<div class=\"clip{kind}\">{images}<br>{Text(string.Create(CultureInfo.InvariantCulture, $"{at + 1}: {clip.SourceId} {clip.ClipId} {clip.T0:0.##}-{clip.T1:0.##} s"))}</div>";
    }

    private static IEnumerable<(string Name, string Value)> Provenance(PreferencePair pair)
    {
        yield return ("dispreferred by", PairWords.Of(pair.RejectedKind));
        yield return ("written by", pair.Gen.Model + (pair.Gen.Writer is { } writer ? $", question by {writer}" : string.Empty));
        yield return ("seed, prompts", string.Create(CultureInfo.InvariantCulture, $"{pair.Gen.Seed}, attempt {pair.Gen.Attempt}, {pair.Gen.PromptVersion}"));
        yield return ("licences", string.Join(", ", pair.Context.Clips.Select(clip => clip.Licence ?? "none").Distinct()));
        if (pair.Ref is { } scores) yield return ("reference", string.Create(CultureInfo.InvariantCulture, $"{scores.LpChosen:0.00} and {scores.LpRejected:0.00} nats ({scores.NChosen} and {scores.NRejected} tokens), {scores.Mode}, {scores.Model}"));
        if (pair.Filters is { } filters) yield return ("filters", string.Create(CultureInfo.InvariantCulture, $"likeness {filters.MaxCos:0.00}, specific by {filters.SpecMargin:0.00}, blind by {filters.BlindMargin:0.00}, judge {filters.Judge}"));
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
