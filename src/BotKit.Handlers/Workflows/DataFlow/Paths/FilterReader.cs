using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads filters. Regular expressions run without backtracking, so that no text makes them slow.</summary>
internal sealed class FilterReader
{
    private const int MaxPattern = 200;
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">", "nin ", "in "];

    private readonly TextCursor _cursor;

    private FilterReader(TextCursor cursor) => _cursor = cursor;

    public static FilterSegment Read(TextCursor cursor)
    {
        cursor.Take('?');
        cursor.SkipBlanks();
        cursor.Take('(');
        var condition = new FilterReader(cursor).Either();
        cursor.SkipBlanks();
        cursor.Take(')');
        return new FilterSegment(condition);
    }

    private FilterCondition Either()
    {
        _cursor.Descend();
        var inner = new List<FilterCondition> { Both() };
        while (Skipped().TryTake("||"))
        {
            inner.Add(Both());
        }

        _cursor.Ascend();
        return inner.Count == 1 ? inner[0] : new FilterCondition.Any(inner);
    }

    private FilterCondition Both()
    {
        var inner = new List<FilterCondition> { One() };
        while (Skipped().TryTake("&&"))
        {
            inner.Add(One());
        }

        return inner.Count == 1 ? inner[0] : new FilterCondition.All(inner);
    }

    private FilterCondition One()
    {
        if (Skipped().Now == '!' && _cursor.Next != '=')
        {
            _cursor.Move();
            _cursor.Descend();
            var inner = One();
            _cursor.Ascend();
            return new FilterCondition.Not(inner);
        }

        if (_cursor.TryTake('('))
        {
            var inner = Either();
            Skipped().Take(')');
            return inner;
        }

        var left = Operand();
        if (Skipped().TryTake("=~"))
        {
            return new FilterCondition.Matches(left, Pattern());
        }

        foreach (var comparison in Comparisons)
        {
            if (_cursor.TryTake(comparison))
            {
                return new FilterCondition.Compare(left, comparison.TrimEnd(), Operand());
            }
        }

        return left.IsPath ? new FilterCondition.Exists(left) : throw _cursor.Error("a comparison is missing");
    }

    private FilterOperand Operand()
    {
        var first = Skipped().Now;
        if (first is '@' or '$')
        {
            _cursor.Move();
            return new FilterOperand(PathSegments.Read(_cursor), fromRoot: first == '$');
        }

        return new FilterOperand(Constant());
    }

    private JsonNode? Constant()
    {
        switch (Skipped().Now)
        {
            case '\'' or '"':
                return JsonValue.Create(_cursor.TakeQuoted().Plain);
            case '[':
                return List();
        }

        var word = _cursor.TakeWhile(static it => char.IsAsciiLetterOrDigit(it) || it is '.' or '-' or '+');
        return word switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            "null" => null,
            _ when decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => throw _cursor.Error("a constant or a path from '@' is missing"),
        };
    }

    private JsonArray List()
    {
        _cursor.Take('[');
        _cursor.Descend();
        var list = new JsonArray();
        while (Skipped().Now != ']')
        {
            list.Add(Constant());
            if (!Skipped().TryTake(','))
            {
                break;
            }
        }

        Skipped().Take(']');
        _cursor.Ascend();
        return list;
    }

    private Regex Pattern()
    {
        Skipped().Take('/');
        var pattern = new System.Text.StringBuilder();
        while (!_cursor.IsEnd && _cursor.Now != '/')
        {
            if (_cursor.Now == '\\' && _cursor.Next == '/')
            {
                _cursor.Move();
            }
            else if (_cursor.Now == '\\')
            {
                pattern.Append('\\');
                _cursor.Move();
            }

            pattern.Append(_cursor.Now);
            _cursor.Move();
        }

        _cursor.Take('/');
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (_cursor.TryTake('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
        if (pattern.Length > MaxPattern)
        {
            throw _cursor.Error($"a regular expression has at most {MaxPattern} characters");
        }

        try
        {
            return new Regex($@"\A(?:{pattern})\z", options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw _cursor.Error("the regular expression is not supported");
        }
    }

    private TextCursor Skipped()
    {
        _cursor.SkipBlanks();
        return _cursor;
    }
}
