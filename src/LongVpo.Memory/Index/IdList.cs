using System.Globalization;
using System.Text;

namespace LongVpo.Memory.Index;

/// <summary>Row numbers as one parameter (a JSON list), so that a query over many rows is one statement that is prepared once.</summary>
internal static class IdList
{
    public static string Of(IEnumerable<long> ids)
    {
        var text = new StringBuilder("[");
        foreach (var id in ids)
        {
            if (text.Length > 1) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{id}");
        }

        return text.Append(']').ToString();
    }
}
