using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Gives columns new names.</summary>
internal static class ColumnRenames
{
    /// <exception cref="BotException">A column of the renames is not there.</exception>
    public static string[] Apply(LeadTable table, IReadOnlyDictionary<string, string>? renames) => Apply(table, table.Columns, renames);

    /// <exception cref="BotException">A column of the renames is not there.</exception>
    public static string[] Apply(LeadTable table, IReadOnlyList<string> columns, IReadOnlyDictionary<string, string>? renames)
    {
        var byPlace = (renames ?? new Dictionary<string, string>()).ToDictionary(pair => table.Find(pair.Key), static pair => pair.Value);
        var names = new ColumnNames();
        foreach (var column in columns)
        {
            names.Add(byPlace.GetValueOrDefault(table.IndexOf(column), column));
        }

        return [.. names.Names];
    }
}
