using System.Text.Json;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Binds the values of an input to a statement's named parameters; the statement says which there are.</summary>
internal static class SqliteParameters
{
    private const int MaxListed = 20;

    /// <summary>Binds all parameters.</summary>
    /// <exception cref="SqliteFaultException">A parameter is missing, unknown, without a name, or not a single value.</exception>
    public static void Bind(sqlite3_stmt statement, IReadOnlyDictionary<string, JsonElement> values)
    {
        var names = Names(statement);
        if (FindError(names, values) is { } error)
        {
            throw Fault(error);
        }

        for (var index = 0; index < names.Count; index++)
        {
            if (!TryBind(statement, index + 1, values[names[index]]))
            {
                throw Fault($"Parameter {names[index]} must be a number, a text, true, false or null.");
            }
        }
    }

    /// <summary>What is wrong with the names of the values that a query is given; <see langword="null"/> when nothing is.</summary>
    public static string? FindError(IReadOnlyList<string> names, IReadOnlyDictionary<string, JsonElement> values)
    {
        var missing = names.Where(name => !values.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            return $"The query needs the parameters: {Join(missing)}.";
        }

        return values.Count == names.Count ? null
            : names.Count == 0 ? "The query takes no parameters."
            : $"The query takes only the parameters: {Join(names)}.";
    }

    private static List<string> Names(sqlite3_stmt statement)
    {
        var names = new List<string>();
        for (var index = 1; index <= raw.sqlite3_bind_parameter_count(statement); index++)
        {
            // Without its first character: $name, :name and @name are all called "name".
            var name = raw.sqlite3_bind_parameter_name(statement, index).utf8_to_string();
            if (name is null || name[0] == '?' || names.Contains(name[1..]))
            {
                throw new SqliteFaultException(DatabaseErrorCodes.QueryRefused, "The configured query must give each of its parameters one name.");
            }

            names.Add(name[1..]);
        }

        return names;
    }

    private static bool TryBind(sqlite3_stmt statement, int index, JsonElement value)
    {
        var result = value.ValueKind switch
        {
            JsonValueKind.String => raw.sqlite3_bind_text(statement, index, value.GetString()!),
            JsonValueKind.Number when value.TryGetInt64(out var integer) => raw.sqlite3_bind_int64(statement, index, integer),
            JsonValueKind.Number when value.TryGetDouble(out var real) && double.IsFinite(real) => raw.sqlite3_bind_double(statement, index, real),
            JsonValueKind.True => raw.sqlite3_bind_int64(statement, index, 1),
            JsonValueKind.False => raw.sqlite3_bind_int64(statement, index, 0),
            JsonValueKind.Null => raw.sqlite3_bind_null(statement, index),
            _ => raw.SQLITE_MISMATCH,
        };
        return result == raw.SQLITE_OK;
    }

    private static string Join(IReadOnlyList<string> names)
        => string.Join(", ", names.Take(MaxListed)) + (names.Count > MaxListed ? ", …" : "");

    private static SqliteFaultException Fault(string message) => new(DatabaseErrorCodes.QueryParameters, message);
}
