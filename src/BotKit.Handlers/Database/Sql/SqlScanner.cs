namespace BotKit.Handlers.Database;

/// <summary>
/// Finds the tokens of configured SQL, whose rules for comments and quotes differ by dialect. It finds parameters and ends of
/// statements; whether the SQL is any good is for the database to say.
/// </summary>
internal sealed class SqlScanner(string sql, bool isSqlite)
{
    private int _at;

    /// <summary>The next token, without white space and comments; <see langword="null"/> at the end.</summary>
    public SqlToken? Next()
    {
        SkipBlanks();
        if (_at >= sql.Length)
        {
            return null;
        }

        var start = _at;
        var kind = Read();
        return new SqlToken(kind, start, _at - start);
    }

    private SqlTokenKind Read()
    {
        switch (sql[_at])
        {
            case ';':
                _at++;
                return SqlTokenKind.Semicolon;
            case '\'' or '"':
                return ReadQuoted(sql[_at], escapes: false);
            case '`' when isSqlite:
                return ReadQuoted('`', escapes: false);
            case '[' when isSqlite:
                return ReadQuoted(']', escapes: false);
            case 'e' or 'E' when !isSqlite && Peek(1) == '\'':
                _at++;
                return ReadQuoted('\'', escapes: true);
            case '$':
                return ReadDollar();
            case '?' when isSqlite:
                return ReadParameter();
            case ':' when Peek(1) is ':' or '=':
                _at += 2;
                return SqlTokenKind.Other;
            case ':' or '@' when IsWordStart(Peek(1)) && !IsOperator(Peek(-1)):
                return ReadParameter();
            case var letter when IsWordPart(letter):
                SkipWord();
                return SqlTokenKind.Word;
            default:
                _at++;
                return SqlTokenKind.Other;
        }
    }

    private SqlTokenKind ReadParameter()
    {
        _at++;
        SkipWord();
        return SqlTokenKind.Parameter;
    }

    private SqlTokenKind ReadDollar()
    {
        var start = _at++;
        SkipWord();
        if (isSqlite || Peek(0) != '$')
        {
            return _at == start + 1 ? SqlTokenKind.Other : SqlTokenKind.Parameter;
        }

        var tag = sql[start..++_at];
        var end = sql.IndexOf(tag, _at, StringComparison.Ordinal);
        _at = end < 0 ? sql.Length : end + tag.Length;
        return SqlTokenKind.Quoted;
    }

    private SqlTokenKind ReadQuoted(char quote, bool escapes)
    {
        for (_at++; _at < sql.Length; _at++)
        {
            if (escapes && sql[_at] == '\\')
            {
                _at++;
            }
            else if (sql[_at] == quote)
            {
                _at++;
                if (Peek(0) != quote || quote == ']')
                {
                    return SqlTokenKind.Quoted;
                }
            }
        }

        _at = sql.Length;
        return SqlTokenKind.Quoted;
    }

    private void SkipBlanks()
    {
        while (_at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[_at]) || sql[_at] == '\uFEFF')
            {
                _at++;
            }
            else if (sql[_at] == '-' && Peek(1) == '-')
            {
                var end = sql.IndexOf('\n', _at);
                _at = end < 0 ? sql.Length : end + 1;
            }
            else if (sql[_at] == '/' && Peek(1) == '*')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var depth = 0;
        while (_at < sql.Length)
        {
            if (sql[_at] == '/' && Peek(1) == '*')
            {
                depth = isSqlite ? 1 : depth + 1;
                _at += 2;
            }
            else if (sql[_at] == '*' && Peek(1) == '/')
            {
                _at += 2;
                if (--depth == 0)
                {
                    return;
                }
            }
            else
            {
                _at++;
            }
        }
    }

    private void SkipWord()
    {
        while (_at < sql.Length && IsWordPart(sql[_at]))
        {
            _at++;
        }
    }

    private char Peek(int offset) => _at + offset >= 0 && _at + offset < sql.Length ? sql[_at + offset] : '\0';

    private static bool IsWordStart(char character) => char.IsLetter(character) || character == '_';

    private static bool IsWordPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static bool IsOperator(char character) => character is '@' or '<' or '>' or '~' or '#' or '&' or '|' or '!' or ':';
}
