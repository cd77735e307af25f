namespace BotKit.Handlers.Database;

/// <summary>One foreign key, with the statement that counts the rows which break it.</summary>
/// <param name="Table">The table it is on, for people.</param>
/// <param name="Target">The table it refers to, for people.</param>
/// <param name="CountSql">Counts rows without a counterpart, up to <see cref="MaxCounted"/>.</param>
internal sealed record PostgresForeignKey(string Table, string Target, string CountSql)
{
    public const int MaxCounted = 100_000;

    // A key counts as valid to the server also when its triggers were off while rows were written. The key's own operators are
    // used, so that types of extensions compare as they do for the server.
    private const string ListSql =
        $"""
        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
            CASE pn.nspname WHEN 'public' THEN '' ELSE pn.nspname || '.' END || p.relname,
            format('SELECT count(*) FROM (SELECT FROM %s %I.%I AS c WHERE %s AND NOT EXISTS (SELECT FROM %s %I.%I AS p WHERE %s) LIMIT $1) AS broken',
                CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY' END, n.nspname, c.relname, string_agg(format('c.%I IS NOT NULL', ca.attname), ' AND ' ORDER BY k.n),
                CASE p.relkind WHEN 'p' THEN '' ELSE 'ONLY' END, pn.nspname, p.relname,
                string_agg(format('p.%I OPERATOR(%I.%s) c.%I', pa.attname, onsp.nspname, o.oprname, ca.attname), ' AND ' ORDER BY k.n))
        FROM pg_constraint con
        JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = con.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
        CROSS JOIN LATERAL unnest(con.conkey, con.confkey, con.conpfeqop) WITH ORDINALITY AS k(child, parent, operator, n)
        JOIN pg_attribute ca ON ca.attrelid = c.oid AND ca.attnum = k.child
        JOIN pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = k.parent
        JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace onsp ON onsp.oid = o.oprnamespace
        WHERE con.contype = 'f' AND con.conparentid = 0 AND {PostgresTables.IsOfUsers}
            AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)
            AND has_schema_privilege(pn.oid, 'USAGE') AND has_table_privilege(p.oid, 'SELECT') AND NOT row_security_active(p.oid)
        GROUP BY con.oid, n.nspname, c.relname, c.relkind, pn.nspname, p.relname, p.relkind
        ORDER BY 1, con.oid LIMIT 10000
        """;

    public static Task<List<PostgresForeignKey>> ListAsync(PostgresSession session, CancellationToken cancellationToken)
        => session.ListAsync(ListSql, static row => new PostgresForeignKey(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
}
