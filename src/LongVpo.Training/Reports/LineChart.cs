using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LongVpo.Training.Reports;

/// <summary>Draws lines with intervals as SVG, told apart by colour and by dashes, and readable where colours are not.</summary>
public static class LineChart
{
    private const int Width = 640;
    private const int Height = 300;
    private const int Left = 44;
    private const int Right = 170;
    private const int Top = 14;
    private const int Bottom = 44;

    // Okabe and Ito's colours, which people tell apart whatever their eyes; with four kinds of dashes enough for all arms.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"];
    private static readonly string[] Dashes = ["", "6 3", "2 3", "8 3 2 3"];

    /// <summary>A chart of shares.</summary>
    /// <param name="title">What it shows; for those who hear it.</param>
    /// <param name="axis">What goes from left to right.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="chance">Share that guessing gets right, drawn as a thin line.</param>
    /// <param name="logarithmic">Whether the axis doubles, as lengths do.</param>
    public static string Draw(string title, string axis, ImmutableArray<ChartLine> lines, double chance, bool logarithmic)
    {
        double[] places = [.. lines.SelectMany(static line => line.Points).Select(static point => point.X).Distinct().Order()];
        if (places.Length == 0) return string.Empty;
        double At(double x) => logarithmic ? Math.Log2(x) : x;
        var (first, last) = (At(places[0]), At(places[^1]));
        double X(double x) => Left + ((Width - Left - Right) * (last > first ? (At(x) - first) / (last - first) : 0.5));
        double Y(double y) => Top + ((Height - Top - Bottom) * (1 - y));
        var svg = new StringBuilder();
        Line(svg, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escaped(title)}\"><title>{Escaped(title)}</title>");
        for (var y = 0; y <= 4; y++)
            Line(svg, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y / 4.0):0.#}\" y2=\"{Y(y / 4.0):0.#}\" class=\"grid\"/><text x=\"{Left - 6}\" y=\"{Y(y / 4.0) + 4:0.#}\" text-anchor=\"end\">{25 * y}</text>");
        Line(svg, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(chance):0.#}\" y2=\"{Y(chance):0.#}\" class=\"chance\"/>");
        foreach (var x in places) Line(svg, $"<text x=\"{X(x):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{x:0.##}</text>");
        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Escaped(axis)}</text>");
        for (var i = 0; i < lines.Length; i++) Add(svg, lines[i], Colours[i % Colours.Length], Dashes[i / Colours.Length % Dashes.Length], i, X, Y);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Add(StringBuilder svg, ChartLine line, string colour, string dashes, int number, Func<double, double> x, Func<double, double> y)
    {
        // A little beside each other, or intervals of several lines would hide one another.
        var shift = ((number % 5) - 2) * 2;
        Line(svg, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\" points=\"{string.Join(' ', line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{x(point.X) + shift:0.#},{y(point.Y):0.#}")))}\"/>");
        foreach (var point in line.Points)
            Line(svg, $"<g stroke=\"{colour}\"><line x1=\"{x(point.X) + shift:0.#}\" x2=\"{x(point.X) + shift:0.#}\" y1=\"{y(point.Low):0.#}\" y2=\"{y(point.High):0.#}\"/><circle cx=\"{x(point.X) + shift:0.#}\" cy=\"{y(point.Y):0.#}\" r=\"3\" fill=\"{colour}\"><title>{Escaped(line.Name)}, {point.X:0.##}: {100 * point.Y:0.0} % ({100 * point.Low:0.0} to {100 * point.High:0.0})</title></circle></g>");
        var top = Top + 8 + (15 * number);
        Line(svg, $"<line x1=\"{Width - Right + 12}\" x2=\"{Width - Right + 36}\" y1=\"{top}\" y2=\"{top}\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/><text x=\"{Width - Right + 42}\" y=\"{top + 4}\">{Escaped(line.Name)}</text>");
    }

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
