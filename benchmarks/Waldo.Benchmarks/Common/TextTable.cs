using System.Text;

namespace Waldo.Benchmarks.Common;

/// <summary>An aligned table: the first column to the left, the others to the right, or all to the left. It is valid markdown as well.</summary>
internal sealed class TextTable(bool numbersRight, params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(headings, ' ');
        Append([.. widths.Select((width, column) => IsRight(column) ? new string('-', width - 1) + ":" : new string('-', width))], '-');
        foreach (var row in _rows)
        {
            Append(row, ' ');
        }

        return text.ToString();

        void Append(string[] cells, char padding)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = IsRight(column) ? cells[column].PadLeft(widths[column], padding) : cells[column].PadRight(widths[column], padding);
                text.Append("| ").Append(cell).Append(' ');
            }

            text.Append("|\n");
        }
    }

    private bool IsRight(int column) => numbersRight && column > 0;
}
