using System.Globalization;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads paths and calls of intrinsic functions.</summary>
/// <remarks>Amazon States Language, "Intrinsic Functions".</remarks>
internal static class ExpressionReader
{
    private const int MaxLength = 10_000;

    /// <summary>Reads a path or a call.</summary>
    /// <exception cref="PathException">It is neither.</exception>
    public static Expression Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new PathException($"An expression has at most {MaxLength} characters");
        }

        if (!text.StartsWith("States.", StringComparison.Ordinal))
        {
            return new Expression.Path(PathReader.Read(text));
        }

        var cursor = new TextCursor(text);
        var call = Call(cursor, text, 1);
        cursor.SkipBlanks();
        return cursor.IsEnd ? call : throw cursor.Error("this does not belong to the call");
    }

    private static Expression.Call Call(TextCursor cursor, string text, int depth)
    {
        if (depth > WorkflowDefaults.MaxIntrinsicDepth)
        {
            throw cursor.Error($"intrinsic functions nest at most {WorkflowDefaults.MaxIntrinsicDepth} deep");
        }

        var name = cursor.TakeWhile(static it => char.IsAsciiLetterOrDigit(it) || it == '.');
        if (!IntrinsicTable.TryFind(name, out var function, out var least, out var most))
        {
            throw cursor.Error($"there is no intrinsic function '{name}'");
        }

        cursor.SkipBlanks();
        cursor.Take('(');
        cursor.SkipBlanks();
        var arguments = new List<Expression>();
        if (cursor.Now != ')')
        {
            do
            {
                cursor.SkipBlanks();
                arguments.Add(Argument(cursor, text, depth, isTemplate: arguments.Count == 0 && name == "States.Format"));
                cursor.SkipBlanks();
            }
            while (cursor.TryTake(','));
        }

        cursor.Take(')');
        return arguments.Count >= least && arguments.Count <= most
            ? new Expression.Call(name, function, arguments)
            : throw cursor.Error($"{name} takes {(least == most ? $"{least}" : most == int.MaxValue ? $"{least} or more" : $"{least} to {most}")} arguments, not {arguments.Count}");
    }

    private static Expression Argument(TextCursor cursor, string text, int depth, bool isTemplate)
    {
        switch (cursor.Now)
        {
            case '$':
                return new Expression.Path(PathReader.Read(cursor, text));
            case '\'':
                return new Expression.Constant(JsonValue.Create(Text(cursor, isTemplate)));
            case 'S':
                return Call(cursor, text, depth + 1);
        }

        var word = cursor.TakeWhile(static it => char.IsAsciiLetterOrDigit(it) || it is '.' or '-' or '+');
        return word switch
        {
            "true" => new Expression.Constant(JsonValue.Create(true)),
            "false" => new Expression.Constant(JsonValue.Create(false)),
            "null" => new Expression.Constant(null),
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new Expression.Constant(JsonValue.Create(whole)),
            _ when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new Expression.Constant(JsonValue.Create(number)),
            _ => throw cursor.Error("a path, a text in single quotes, a number, true, false, null or a call is missing"),
        };
    }

    /// <summary>A text in single quotes. A backslash escapes <c>'</c> <c>{</c> <c>}</c> and itself; the template of States.Format keeps those but the first, and takes them away itself.</summary>
    private static string Text(TextCursor cursor, bool isTemplate)
    {
        var raw = cursor.TakeQuoted().Raw;
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var plain = new System.Text.StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length)
            {
                var next = raw[i + 1];
                plain.Append(isTemplate && next == '\\' ? "\\" : string.Empty);
                i += next is '\'' or '\\' || (!isTemplate && next is '{' or '}') ? 1 : 0;
            }

            plain.Append(raw[i]);
        }

        return plain.ToString();
    }
}
