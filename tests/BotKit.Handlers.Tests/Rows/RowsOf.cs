using System.Text;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Tests.Rows;

/// <summary>Rows as texts that are easy to compare: <c>line: a|b</c>, or <c>line! code</c> for a bad one.</summary>
internal static class RowsOf
{
    public static string[] Text(string text, RowReaderOptions? options = null) => Bytes(Encoding.UTF8.GetBytes(text), options);

    public static string[] Bytes(byte[] bytes, RowReaderOptions? options = null)
    {
        using var reader = RowReader.Open(new MemoryStream(bytes), options);
        return [.. Of(reader)];
    }

    public static List<BadRow> Bad(string text, RowReaderOptions? options = null)
    {
        using var reader = RowReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);
        var bad = new List<BadRow>();
        while (reader.Read())
        {
            if (reader.Bad is { } row)
            {
                bad.Add(row);
            }
        }

        return bad;
    }

    private static List<string> Of(RowReader reader)
    {
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.Bad is { } bad ? $"{bad.Line}! {bad.Code}" : $"{reader.Line}: {string.Join('|', reader.Values.ToArray())}");
        }

        rows.Insert(0, string.Join('|', reader.Columns));
        return rows;
    }
}
