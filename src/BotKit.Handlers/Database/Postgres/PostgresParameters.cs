using System.Text.Json;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Binds the values of an input to a statement's parameters; the server infers their types from the statement.</summary>
internal static class PostgresParameters
{
    /// <exception cref="BotException">A parameter is missing, unknown, or not a single value.</exception>
    public static NpgsqlParameter[] Bind(IReadOnlyList<string> names, IReadOnlyDictionary<string, JsonElement> values)
    {
        if (SqliteParameters.FindError(names, values) is { } error)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.QueryParameters, error);
        }

        return [.. names.Select(name => PostgresSession.Text(TextOf(name, values[name])))];
    }

    private static string? TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) => text,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => null,
        _ => throw DatabaseFailure.Of(
            DatabaseErrorCodes.QueryParameters, $"Parameter {name} must be a number, a text without NUL, true, false or null."),
    };
}
