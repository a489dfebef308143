using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions;

/// <summary>
/// Tells when a question is about what was measured. The measured thing must be the subject: "when is the frame red?" is, "when is the red car
/// visible?" is not, since colours are measured for the whole picture only.
/// </summary>
public static partial class MeasuredCues
{
    private const string Picture = "(?:picture|frame|frames|screen|image|background|video|film|clip|movie|footage|shot|shots|scene|scenes|page|everything|it|parts?|pictures|images)";
    private const string Tint = "(?:red|green|blue|yellow|orange|purple|violet|pink|magenta|brown|cyan|turquoise|teal|white|gr[ea]y|black)";
    private const string EndOfClause = @"(?=\s*(?:[?.,!]|$|and\b|or\b|at\b|in\b|during\b|between\b|from\b|after\b|before\b|for\b|again\b|first\b|while\b|all\b|ones?\b))";
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The measured subjects of a question without its time, and the colour it names.</summary>
    public static (ImmutableArray<MeasuredSubject> Subjects, string? Colour) Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var subjects = ImmutableArray.CreateBuilder<MeasuredSubject>();
        var colour = ColourOf(text);
        foreach (var (subject, pattern) in Patterns)
            if (pattern.IsMatch(text)) subjects.Add(subject);
        if (colour is not null && colour != "black") subjects.Add(MeasuredSubject.Colour);
        if (colour == "black" && !subjects.Contains(MeasuredSubject.ColourOrGrey)) subjects.Add(MeasuredSubject.Black);
        // A more exact reading replaces the one it contains.
        if (subjects.Contains(MeasuredSubject.LongestShot) || subjects.Contains(MeasuredSubject.ShortestShot) || subjects.Contains(MeasuredSubject.PageOfText)) subjects.Remove(MeasuredSubject.Shots);
        if (subjects.Contains(MeasuredSubject.Repeats)) subjects.Remove(MeasuredSubject.Shots);
        if (subjects.Contains(MeasuredSubject.ColourOrGrey)) subjects.RemoveAll(s => s is MeasuredSubject.Colour or MeasuredSubject.Black or MeasuredSubject.WhichColour);
        if (subjects.Any(s => s is MeasuredSubject.Loud or MeasuredSubject.Quiet or MeasuredSubject.Silence)) subjects.Remove(MeasuredSubject.Sound);
        if (subjects.Contains(MeasuredSubject.Camera)) subjects.RemoveAll(s => s is MeasuredSubject.Motion or MeasuredSubject.Still);
        return ([.. subjects.Distinct()], colour);
    }

    private static IEnumerable<(MeasuredSubject Subject, Regex Pattern)> Patterns { get; } =
    [
        (MeasuredSubject.Camera, CameraPattern()),
        (MeasuredSubject.Cuts, CutsPattern()),
        (MeasuredSubject.Shots, ShotsPattern()),
        (MeasuredSubject.LongestShot, LongestPattern()),
        (MeasuredSubject.ShortestShot, ShortestPattern()),
        (MeasuredSubject.Repeats, RepeatsPattern()),
        (MeasuredSubject.Fades, FadesPattern()),
        (MeasuredSubject.Dissolves, DissolvesPattern()),
        (MeasuredSubject.PictureChange, ChangePattern()),
        (MeasuredSubject.Dark, DarkPattern()),
        (MeasuredSubject.Bright, BrightPattern()),
        (MeasuredSubject.Silence, SilencePattern()),
        (MeasuredSubject.Quiet, QuietPattern()),
        (MeasuredSubject.Loud, LoudPattern()),
        (MeasuredSubject.Sound, SoundPattern()),
        (MeasuredSubject.Still, StillPattern()),
        (MeasuredSubject.Motion, MotionPattern()),
        (MeasuredSubject.WhichColour, WhichColourPattern()),
        (MeasuredSubject.ColourOrGrey, ColourOrGreyPattern()),
        (MeasuredSubject.Length, LengthPattern()),
        (MeasuredSubject.PageOfText, PagePattern()),
        (MeasuredSubject.CaptionLines, CaptionsPattern()),
        (MeasuredSubject.Black, BlackPattern()),
    ];

    /// <summary>The measured subjects of something that another thing comes before or after, which may be named by a noun alone ("the page").</summary>
    public static ImmutableArray<MeasuredSubject> OfAnchor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PageAnchorPattern().IsMatch(text) ? [MeasuredSubject.PageOfText] : Find(text).Subjects;
    }

    private static string? ColourOf(string text)
    {
        var match = ColourPattern().Match(text);
        return match.Success && Vocabulary.Colours.TryGetValue(match.Groups["c"].Value.ToLowerInvariant(), out var colour) ? colour : null;
    }

    [GeneratedRegex(@"\bcamera\b.*\b(?:moves?|moving|moved|movements?|pans?|panning|tilts?|tilting|zooms?|zooming|shak\w+|fixed|static|still|stationary)\b|\b(?:pans?|panning|zooms?|zooming|tilts?|tilting)\b|\bmov\w+\s+camera\b", Any)]
    private static partial Regex CameraPattern();

    [GeneratedRegex(@"\b(?:hard |jump )?cuts?\b(?!\s+(?:off|out|down|up|the|a|his|her|into|open|through|his|their)\b)|\btransitions?\b|\bedits?\b", Any)]
    private static partial Regex CutsPattern();

    [GeneratedRegex(@"\b(?:how many|number of|list|all)\b[^?]*\b(?:shots|scenes|takes)\b(?!\s+(?:show|with|have|contain|are\s+shown))|\bone\s+(?:single\s+|continuous\s+)?(?:shot|take)\b|\bsingle\s+(?:shot|take)\b", Any)]
    private static partial Regex ShotsPattern();

    [GeneratedRegex(@"\blongest\b(?:\s+[\w-]+){0,2}\s+(?:shot|take|scene|stretch without a cut)\b|\b(?:shot|scene|take)\b[^?]*\blongest\b", Any)]
    private static partial Regex LongestPattern();

    [GeneratedRegex(@"\bshortest\b(?:\s+[\w-]+){0,2}\s+(?:shot|take|scene)\b|\b(?:shot|scene|take)\b[^?]*\bshortest\b", Any)]
    private static partial Regex ShortestPattern();

    [GeneratedRegex(@"\b(?:scenes?|shots?|pictures?|images?|views?|settings?|takes?|places?)\s+(?:(?:is|are|was|were|do|does|did|that|which|gets?|have|has|been|ever|shown|seen|appears?|comes?|occurs?|used|visited)\s+)*(?:twice|again|repeat(?:ed|s)?|repeating|more\s+than\s+once|several\s+times|back|returns?|reappears?|recurs?)\b|\brepeated\s+(?:scenes?|shots?|pictures?|images?)\b", Any)]
    private static partial Regex RepeatsPattern();

    [GeneratedRegex(@"(?<!cross[ -]?)\bfad(?:e|es|ed|ing)\b", Any)]
    private static partial Regex FadesPattern();

    [GeneratedRegex(@"\bdissolv\w*|\bcross[ -]?fad\w+|\bwipes?\b|\bgradual (?:transition|change)s?\b|\btransitions\b", Any)]
    private static partial Regex DissolvesPattern();

    [GeneratedRegex(@"\b(?:picture|slides?|image|scene|scenery|screen|shot|page|view|setting)\s+(?:\w+\s+)?(?:chang|switch|cut to)\w*|\b(?:change|switch)(?:s|es)?\s+(?:of|to)\s+(?:the\s+|a\s+|another\s+|next\s+)*(?:picture|slide|image|scene|shot|page)|\b(?:scene|slide|shot|picture|page)\s+changes?\b|\bnew\s+(?:shot|scene|slide)\s+(?:start|begin|appear)", Any)]
    private static partial Regex ChangePattern();

    [GeneratedRegex(@"\b" + Picture + @"\b(?:\s+(?:is|are|gets?|becomes?|turns?|goes|very|so|too|really|mostly|the|ever|it))*\s+dark(?:er|est)?\b" + EndOfClause + @"|\bdark(?:est|er)?\s+(?:\w+\s+)?(?:picture|frame|scene|shot|part|stretch|moment|image)s?\b", Any)]
    private static partial Regex DarkPattern();

    [GeneratedRegex(@"\b" + Picture + @"\b(?:\s+(?:is|are|gets?|becomes?|turns?|goes|very|so|too|really|mostly|the|ever|it))*\s+bright(?:er|est)?\b" + EndOfClause + @"|\bbright(?:est|er)?\s+(?:picture|frame|scene|shot|part|stretch|moment|image)s?\b", Any)]
    private static partial Regex BrightPattern();

    [GeneratedRegex(@"\bsilen(?:t|ce|ces|tly)\b|\bno\s+(?:sound|audio)\b|\bwithout\s+(?:any\s+)?(?:sound|audio)\b|\bsoundless\b|\bmuted?\b", Any)]
    private static partial Regex SilencePattern();

    [GeneratedRegex(@"\bquiet(?:er|est)?\b", Any)]
    private static partial Regex QuietPattern();

    [GeneratedRegex(@"\bloud(?:er|est)?\b|\bnois[ey]+\b", Any)]
    private static partial Regex LoudPattern();

    [GeneratedRegex(@"\b(?:is|are|has|have|does)\b[^?]*\b(?:any\s+|a\s+)?(?:sound|audio|soundtrack)\b", Any)]
    private static partial Regex SoundPattern();

    [GeneratedRegex(@"\b" + Picture + @"\s+(?:is\s+|are\s+|stands?\s+|completely\s+)*(?:still|static|frozen|motionless)\b" + EndOfClause + @"|\b(?:still|static|frozen|motionless)\s+(?:picture|image|frame|shot|part|stretch)(?:s|es)?\b|\bnothing\s+moves?\b|\bno\s+(?:motion|movement)\b|\bfreez\w+\b", Any)]
    private static partial Regex StillPattern();

    [GeneratedRegex(@"\b(?:most|much|more|any|fast|strong|strongest|a lot of|little)\s+(?:motion|movement|action)\b|\bmotion\b|\bmovement\b|\bpicture\s+moves?\b", Any)]
    private static partial Regex MotionPattern();

    [GeneratedRegex(@"\b(?:what|which)\s+(?:\w+\s+)?colou?rs?\s+(?:is|are|has|does|do|dominates?|fills?)\s+(?:the\s+|this\s+)?(?:whole\s+|entire\s+)?(?:" + Picture + @"|seen|there|shown)\b(?!\s+of)|\b(?:main|dominant|prevailing|most common)\s+colou?rs?\b|\bcolou?rs?\s+of\s+the\s+(?:picture|frame|screen|image|background|video)\b", Any)]
    private static partial Regex WhichColourPattern();

    [GeneratedRegex(@"\bin\s+colou?r\b|\bcolou?r\s+(?:film|video|movie|footage)\b|\bblack[- ]and[- ]white\b|\bmonochrom\w*|\bgr[ea]yscale\b|\bcoloured\s+or\b", Any)]
    private static partial Regex ColourOrGreyPattern();

    [GeneratedRegex(@"\bhow\s+long\s+(?:is|does|was|are)\s+(?:the\s+|this\s+)?(?:whole\s+|entire\s+)?(?:video|film|clip|movie|recording|footage|it)\b(?!\s+(?:\w+\s+)?(?:black|dark|silent|red|blue|green|still|bright|loud|quiet|yellow|white))|\b(?:duration|length|running time|runtime)\b(?:\s+of\s+(?:the|this)\s+(?:video|film|clip|movie|recording|footage))?|\bwhen\s+does\s+(?:the|this)\s+(?:video|film|clip|movie|recording)\s+(?:end|stop|finish)", Any)]
    private static partial Regex LengthPattern();

    [GeneratedRegex(@"\bpages?\s+of\s+text\b|\btext\s+pages?\b|\bfull\s+of\s+text\b|\b(?:show|shows|shown|showing|contain\w*|displays?|see|seen|there|with)\s+(?:a\s+|any\s+|the\s+)?slides?\b|\bslides?\s+(?:is\s+|are\s+)?(?:shown|visible|seen|on\s+screen)\b|\b(?:is|are)\s+(?:a|any)\s+slides?\b", Any)]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"^\s*(?:the\s+|a\s+|this\s+)?(?:book\s+|text\s+)?(?:page|slide)s?(?:\s+of\s+text)?(?:\s+(?:is|are)?\s*(?:shown|seen|visible))?\s*[?.!]*\s*$", Any)]
    private static partial Regex PageAnchorPattern();

    [GeneratedRegex(@"\b(?:how\s+many|number\s+of|any|has|have|are\s+there|first|last)\s+(?:(?:closed|different)\s+)?(?:captions?|subtitles?)(?:\s+lines?)?\b(?!\s+(?:say|said|read|mention|contain|with))", Any)]
    private static partial Regex CaptionsPattern();

    [GeneratedRegex(@"\bblack\s+(?:screen|frame|picture|image|stretch|part|moment)(?:s|es)?\b|\b(?:fades?|goes|turns?|cuts?)\s+(?:to|from)?\s*black\b", Any)]
    private static partial Regex BlackPattern();

    [GeneratedRegex(@"\b" + Picture + @"\b(?:\s+(?:is|are|turns?|becomes?|goes|mostly|completely|all|ever|entirely|fully|coloured|colored|mainly|in|of|the|colou?r|it))*\s+(?<c>" + Tint + @")\b" + EndOfClause + @"|\b(?<c>" + Tint + @")\s+(?:picture|frame|screen|image|background|stretch|shot)(?:s|es)?\b", Any)]
    private static partial Regex ColourPattern();
}
