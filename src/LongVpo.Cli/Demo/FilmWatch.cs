using LongVpo.Core.Answers;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Training.Evaluation.Quiz;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Demo;

/// <summary>A scripted film as the demo and its score use it: rendered, asked about, and judged by its script.</summary>
internal sealed class FilmWatch(FilmScript film)
{
    /// <summary>Width and height: signs can be read, and drawing it does not take longer than watching it.</summary>
    private const int Side = 320;
    private const int Rate = 25;

    /// <summary>Writes the film.</summary>
    /// <exception cref="SettingsException">FFmpeg is missing, or the file cannot be written.</exception>
    public async Task RenderAsync(string path, Damage damage, IProgress<FilmProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await new FilmFile(film, new FilmRenderer(film, Side, Side, new FrameRate(Rate, 1), damage), TimeProvider.System).WriteAsync(path, progress, cancellationToken);
        }
        catch (FilmException failure)
        {
            throw new SettingsException(failure.Message, failure);
        }
    }

    /// <summary>Asks one question and judges the answer.</summary>
    public static async Task<(AnswerDocument Answer, QuizAnswer Judged)> AskAsync(LocalNode node, VideoId video, FilmQuestion question, CancellationToken cancellationToken)
    {
        var answer = await node.AskAsync(new Question { Text = question.Text, Videos = [video] }, cancellationToken);
        return (answer, QuizAnswer.Of(question, answer.Found, answer.Answer, answer.Confidence, [.. answer.Citations.Select(cited => new Stretch((long)(cited.Start * 1000), (long)(cited.End * 1000)))]));
    }
}
