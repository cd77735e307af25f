namespace BotKit.Handlers.Database;

/// <summary>The statements of a PostgreSQL script, cut as psql cuts them.</summary>
internal static class PostgresScript
{
    public static List<PostgresScriptStatement> Split(string sql)
    {
        var statements = new List<PostgresScriptStatement>();
        var scanner = new SqlScanner(sql, isSqlite: false);
        var words = new List<string>();
        var start = 0;
        var (bodies, brackets) = (0, 0);
        while (scanner.Next() is { } token)
        {
            if (token.Kind == SqlTokenKind.Semicolon && bodies == 0 && brackets <= 0)
            {
                Add(token.Start);
                (start, brackets) = (token.End, 0);
                words.Clear();
                continue;
            }

            var word = token.Kind == SqlTokenKind.Quoted ? "'" : sql.Substring(token.Start, token.Length).ToUpperInvariant();
            words.Add(word);
            brackets += word switch { "(" => 1, ")" => -1, _ => 0 };
            bodies = BodiesAfter(words, word, bodies);
        }

        Add(sql.Length);
        return statements;

        void Add(int end)
        {
            if (words.Count > 0)
            {
                statements.Add(new PostgresScriptStatement(sql[start..end], BeginsOrEndsTransaction(words)));
            }
        }
    }

    private static bool BeginsOrEndsTransaction(List<string> words) => words switch
    {
        ["BEGIN" or "START" or "COMMIT" or "END" or "ABORT" or "ROLLBACK", ..] => true,
        ["PREPARE", "TRANSACTION", ..] => true,
        _ => false,
    };

    // The body of a function may be written out: BEGIN ATOMIC …; …; END, with CASE … END inside.
    private static int BodiesAfter(List<string> words, string word, int bodies) => word switch
    {
        "ATOMIC" when bodies == 0 && words.Count > 1 && words[^2] == "BEGIN" && words[0] == "CREATE" => 1,
        "CASE" when bodies > 0 => bodies + 1,
        "END" when bodies > 0 => bodies - 1,
        _ => bodies,
    };
}

/// <summary>One statement of a script.</summary>
/// <param name="Sql">Its text without the semicolon.</param>
/// <param name="BeginsOrEndsTransaction">Whether it would do so.</param>
internal sealed record PostgresScriptStatement(string Sql, bool BeginsOrEndsTransaction);
