using System.Globalization;

namespace BotKit.Handlers.Database;

/// <summary>What a rule names, as the live catalogue has it.</summary>
/// <param name="Table">The table, for people.</param>
/// <param name="TableSql">The table as it may stand in a statement.</param>
/// <param name="Key">The columns of its primary key, quoted.</param>
/// <param name="KeyTypes">Their types.</param>
/// <param name="Condition">When a row is too old; <c>$1</c> is the rule's instant.</param>
/// <param name="IsNumber">Whether that instant is a number.</param>
internal sealed record PostgresCleanUpNames(string Table, string TableSql, string[] Key, string[] KeyTypes, string Condition, bool IsNumber)
{
    private const string FindSql =
        $"""
        SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, format('%I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND {PostgresTables.IsOfUsers} AND CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname = $1
        """;

    private const string KeySql =
        """
        SELECT quote_ident(a.attname), format_type(a.atttypid, NULL), t.typnamespace = 'pg_catalog'::regnamespace
        FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, n)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum JOIN pg_type t ON t.oid = a.atttypid
        WHERE i.indrelid = $1 AND i.indisprimary AND k.n <= i.indnkeyatts ORDER BY k.n
        """;

    private const string ColumnSql =
        """
        SELECT quote_ident(a.attname), t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = $1 AND a.attname = $2 AND a.attnum > 0 AND NOT a.attisdropped AND t.typnamespace = 'pg_catalog'::regnamespace
        """;

    public string Before(CleanUpRule rule) => IsNumber ? rule.BeforeNumber.ToString(CultureInfo.InvariantCulture) : rule.BeforeText;

    /// <exception cref="BotException">There is no such table or column, or it cannot be used.</exception>
    public static async ValueTask<PostgresCleanUpNames> FindAsync(PostgresSession session, CleanUpRule rule, CancellationToken cancellationToken)
    {
        var tables = await session.ListAsync(
            FindSql, static row => (Oid: (uint)row.GetValue(0), Name: row.GetString(1), Sql: row.GetString(2)), cancellationToken, PostgresSession.Text(rule.Options.Table))
            .ConfigureAwait(false);
        if (tables is not [var table])
        {
            throw Refused("The table of the clean-up rule does not exist.");
        }

        var key = await session.ListAsync(
            KeySql, static row => (Name: row.GetString(0), Type: row.GetString(1), IsBuiltIn: row.GetBoolean(2)), cancellationToken, PostgresSession.Oid(table.Oid)).ConfigureAwait(false);
        if (key.Count == 0 || !key.TrueForAll(static column => column.IsBuiltIn))
        {
            throw Refused("The table of the clean-up rule has no primary key of plain types.");
        }

        var columns = await session.ListAsync(
            ColumnSql, static row => (Name: row.GetString(0), Type: row.GetString(1)), cancellationToken, PostgresSession.Oid(table.Oid), PostgresSession.Text(rule.Options.Column))
            .ConfigureAwait(false);
        if (columns is not [var column] || ConditionOf(column.Name, column.Type, rule.Options.Format) is not { } condition)
        {
            throw Refused("The column of the clean-up rule does not exist, or is not of the rule's format.");
        }

        return new PostgresCleanUpNames(
            table.Name,
            table.Sql,
            [.. key.Select(static part => part.Name)],
            [.. key.Select(static part => part.Type)],
            condition,
            rule.Options.Format != CleanUpFormats.Date);
    }

    private static string? ConditionOf(string column, string type, string format) => (format, type) switch
    {
        (CleanUpFormats.Date, "timestamptz") => $"isfinite({column}) AND {column} < $1::timestamptz",
        (CleanUpFormats.Date, "timestamp") => $"isfinite({column}) AND {column} < ($1::timestamptz AT TIME ZONE 'UTC')",
        (CleanUpFormats.Date, "date") => $"isfinite({column}) AND {column} < ($1::timestamptz AT TIME ZONE 'UTC')::date",
        (CleanUpFormats.UnixSeconds or CleanUpFormats.UnixMilliseconds, "int4" or "int8") => $"{column} < $1::bigint",
        (CleanUpFormats.UnixSeconds or CleanUpFormats.UnixMilliseconds, "numeric" or "float8") => $"{column} < $1::numeric",
        _ => null,
    };

    private static BotException Refused(string message) => DatabaseFailure.Of(DatabaseErrorCodes.CleanUpRefused, message);
}
