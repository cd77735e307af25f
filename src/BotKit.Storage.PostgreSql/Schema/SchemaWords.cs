namespace BotKit.Storage.PostgreSql.Schema;

/// <summary>PostgreSQL's words for those of the shared schema.</summary>
internal static class SchemaWords
{
    // Rows of bot_run are inserted once and updated once, on the same page; the small ones that come and go are vacuumed often.
    private static readonly (string Word, string Own)[] Words =
    [
        ("{id}", "uuid"),
        ("{int}", "bigint"),
        ("{small}", "smallint"),
        ("{real}", "double precision"),

        // Bots and keys are ordered as the program orders them.
        ("{text}", "text collate \"C\""),
        ("{bytes}", "bytea"),
        ("{auto}", "bigint generated always as identity primary key"),
        ("{wide}", "with (fillfactor = 80)"),
        ("{narrow}", "with (fillfactor = 70, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0)"),
        ("{plain}", ""),
        ("{ordinal}", "collate \"C\""),
    ];

    public static string Translate(string sql)
    {
        if (!sql.Contains('{', StringComparison.Ordinal))
        {
            return sql;
        }

        foreach (var (word, own) in Words)
        {
            sql = sql.Replace(word, own, StringComparison.Ordinal);
        }

        return sql;
    }
}
