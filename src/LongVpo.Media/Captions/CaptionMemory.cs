using System.Text;
using LongVpo.Core.Time;

namespace LongVpo.Media.Captions;

/// <summary>The 15 rows of 32 cells that a CEA-608 decoder writes captions into, shown or hidden.</summary>
internal sealed class CaptionMemory
{
    public const int Rows = 15;
    public const int Columns = 32;

    private readonly char[,] _cells = new char[Rows, Columns];

    /// <summary>When the first of the letters in it was shown; null while it is empty or hidden.</summary>
    public MediaTime? ShownSince { get; set; }

    public void Put(int row, int column, char letter) => _cells[row, Math.Clamp(column, 0, Columns - 1)] = letter;

    public void Erase()
    {
        Array.Clear(_cells);
        ShownSince = null;
    }

    public void EraseRow(int row, int fromColumn = 0)
    {
        for (var column = Math.Max(fromColumn, 0); column < Columns; column++) _cells[row, column] = '\0';
    }

    /// <summary>Moves the rows of a roll-up caption to where its last row now stands.</summary>
    public void MoveRows(int fromLast, int toLast, int count)
    {
        var kept = new char[count, Columns];
        for (var i = 0; i < count; i++)
            for (var column = 0; column < Columns; column++) kept[i, column] = fromLast - i >= 0 ? _cells[fromLast - i, column] : '\0';
        Array.Clear(_cells);
        for (var i = 0; i < count && toLast - i >= 0; i++)
            for (var column = 0; column < Columns; column++) _cells[toLast - i, column] = kept[i, column];
    }

    public string Row(int row)
    {
        var text = new StringBuilder(Columns);
        for (var column = 0; column < Columns; column++) text.Append(_cells[row, column] is '\0' or '\u00a0' ? ' ' : _cells[row, column]);
        return text.ToString().Trim();
    }

    /// <summary>The rows that hold something, one below the other.</summary>
    public string Text() => string.Join('\n', Enumerable.Range(0, Rows).Select(Row).Where(row => row.Length > 0));
}
