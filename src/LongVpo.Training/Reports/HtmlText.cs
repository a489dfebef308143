using System.Globalization;
using System.Net;
using System.Text;

namespace LongVpo.Training.Reports;

/// <summary>Writes the few shapes of HTML that a report has; whatever it is given is text and never markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    /// <summary>Text as HTML shows it.</summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A share as percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0}");

    /// <summary>A difference of shares as points, with its sign.</summary>
    public static string Points(double difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference:+0.0;-0.0;0.0}");

    public void Heading(string text) => _html.Append(CultureInfo.InvariantCulture, $"<h2>{Escaped(text)}</h2>\n");

    public void Small(string text) => _html.Append(CultureInfo.InvariantCulture, $"<h3>{Escaped(text)}</h3>\n");

    public void Paragraph(string text) => _html.Append(CultureInfo.InvariantCulture, $"<p>{Escaped(text)}</p>\n");

    /// <summary>Something that was drawn by this program, as it is.</summary>
    public void Drawing(string svg) => _html.Append(svg);

    public void List(IEnumerable<string> lines) => _html.Append("<ul>").AppendJoin(string.Empty, lines.Select(static line => $"<li>{Escaped(line)}</li>")).Append("</ul>\n");

    /// <summary>A table; cells that are numbers stand to the right.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        _html.Append("<div class=\"wide\"><table><thead><tr>").AppendJoin(string.Empty, heads.Select(static head => $"<th>{Escaped(head)}</th>")).Append("</tr></thead><tbody>\n");
        foreach (var row in rows) _html.Append("<tr>").AppendJoin(string.Empty, row.Select(static cell => IsNumber(cell) ? $"<td class=\"n\">{Escaped(cell)}</td>" : $"<td>{Escaped(cell)}</td>")).Append("</tr>\n");
        _html.Append("</tbody></table></div>\n");
    }

    public override string ToString() => _html.ToString();

    private static bool IsNumber(string cell) => cell.Length > 0 && cell[0] is (>= '0' and <= '9') or '+' or '-' && cell.Any(char.IsDigit);
}
