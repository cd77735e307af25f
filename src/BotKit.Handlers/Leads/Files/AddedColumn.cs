using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>A header with more columns, whose names are made their own where they are taken.</summary>
internal static class AddedColumn
{
    public static string[] Header(string[] columns, params string[] added)
    {
        var names = new ColumnNames();
        foreach (var column in columns.Concat(added))
        {
            names.Add(column);
        }

        return [.. names.Names];
    }
}
