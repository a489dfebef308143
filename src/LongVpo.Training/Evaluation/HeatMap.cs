using System.Globalization;
using System.Text;

namespace LongVpo.Training.Evaluation;

/// <summary>Draws a needle map as SVG: frames from left to right, depth from top to bottom, each cell with its number, so that it can also be read without its colours.</summary>
public static class HeatMap
{
    private const int CellWidth = 72;
    private const int CellHeight = 40;
    private const int Left = 72;
    private const int Top = 56;
    private const int Bottom = 64;

    // From dark to light in equal steps of lightness, so that the order is seen in grey and by those who do not tell red from green.
    private static readonly (int R, int G, int B)[] Ramp = [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    /// <summary>The map of a report.</summary>
    public static string Draw(NeedleReport report)
    {
        int[] lengths = [.. report.Cells.Select(static cell => cell.Frames).Distinct().Order()];
        double[] depths = [.. report.Cells.Select(static cell => cell.Depth).Distinct().Order()];
        var (width, height) = (Left + (lengths.Length * CellWidth) + 16, Top + (depths.Length * CellHeight) + Bottom);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"13\">");
        Line(svg, $"<title>Needle map of {Escaped(report.Model)}</title>");
        Line(svg, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>");
        Line(svg, $"<text x=\"{Left}\" y=\"20\">{Escaped(report.Model)}</text>");
        Line(svg, $"<text x=\"{Left}\" y=\"40\" fill=\"#555\">right answers in percent; chance is {report.Chance * 100:0}, positions: {Escaped(report.Positions)}</text>");
        foreach (var cell in report.Cells)
        {
            var (x, y) = (Left + (Array.IndexOf(lengths, cell.Frames) * CellWidth), Top + (Array.IndexOf(depths, cell.Depth) * CellHeight));
            var (r, g, b) = ColourOf(cell.Accuracy);
            var ink = (0.299 * r) + (0.587 * g) + (0.114 * b) > 130 ? "black" : "white";
            Line(svg, $"<rect x=\"{x}\" y=\"{y}\" width=\"{CellWidth}\" height=\"{CellHeight}\" fill=\"rgb({r},{g},{b})\"><title>{cell.Frames} frames, depth {cell.Depth:0.##}: {cell.Accuracy * 100:0.0} % ({cell.Ci[0] * 100:0} to {cell.Ci[1] * 100:0}) of {cell.Questions}</title></rect>");
            Line(svg, $"<text x=\"{x + (CellWidth / 2)}\" y=\"{y + (CellHeight / 2) + 5}\" text-anchor=\"middle\" fill=\"{ink}\">{cell.Accuracy * 100:0}</text>");
        }

        for (var i = 0; i < lengths.Length; i++) Line(svg, $"<text x=\"{Left + (i * CellWidth) + (CellWidth / 2)}\" y=\"{height - Bottom + 20}\" text-anchor=\"middle\">{lengths[i]}</text>");
        for (var i = 0; i < depths.Length; i++) Line(svg, $"<text x=\"{Left - 8}\" y=\"{Top + (i * CellHeight) + (CellHeight / 2) + 5}\" text-anchor=\"end\">{depths[i]:0.##}</text>");
        Line(svg, $"<text x=\"{Left + (lengths.Length * CellWidth / 2)}\" y=\"{height - Bottom + 44}\" text-anchor=\"middle\">frames</text>");
        Line(svg, $"<text x=\"16\" y=\"{Top - 10}\">depth</text>");
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static (int R, int G, int B) ColourOf(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Ramp.Length - 1);
        var low = Math.Min((int)at, Ramp.Length - 2);
        var part = at - low;
        int Mixed(int a, int b) => (int)Math.Round(a + ((b - a) * part));
        return (Mixed(Ramp[low].R, Ramp[low + 1].R), Mixed(Ramp[low].G, Ramp[low + 1].G), Mixed(Ramp[low].B, Ramp[low + 1].B));
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
