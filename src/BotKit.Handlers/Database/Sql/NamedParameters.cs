using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Database;

/// <summary>The parameters of a configured statement.</summary>
/// <param name="Names">Their names without prefix, each once, in the order of their first use.</param>
/// <param name="Sql">The statement with <c>$1</c>, <c>$2</c> in their place, without a semicolon at its end.</param>
/// <param name="IsSingleStatement">Whether nothing follows the first statement, and every parameter has a name.</param>
/// <param name="FirstWord">The statement's first keyword in capitals; empty when it begins otherwise.</param>
internal sealed record NamedParameters(IReadOnlyList<string> Names, string Sql, bool IsSingleStatement, string FirstWord)
{
    public static NamedParameters Of(string sql, bool isSqlite)
    {
        var names = new List<string>();
        var text = new StringBuilder();
        var copied = 0;
        var firstWord = "";
        var single = true;
        int? end = null;
        var scanner = new SqlScanner(sql, isSqlite);
        while (scanner.Next() is { } token)
        {
            single &= end is null || token.Kind == SqlTokenKind.Semicolon;
            switch (token.Kind)
            {
                case SqlTokenKind.Semicolon:
                    end ??= token.Start;
                    break;
                case SqlTokenKind.Word when firstWord.Length == 0:
                    firstWord = sql.Substring(token.Start, token.Length).ToUpperInvariant();
                    break;
                case SqlTokenKind.Parameter:
                    var name = sql[(token.Start + 1)..token.End];
                    single &= name.Length > 0 && !char.IsAsciiDigit(name[0]);
                    if (!names.Contains(name, StringComparer.Ordinal))
                    {
                        names.Add(name);
                    }

                    text.Append(sql, copied, token.Start - copied).Append(CultureInfo.InvariantCulture, $"${names.IndexOf(name) + 1}");
                    copied = token.End;
                    break;
            }
        }

        text.Append(sql, copied, Math.Max(copied, end ?? sql.Length) - copied);
        return new NamedParameters(names, text.ToString(), single, firstWord);
    }
}
