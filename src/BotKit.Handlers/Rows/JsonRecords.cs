using System.Buffers;

namespace BotKit.Handlers.Rows;

/// <summary>
/// Finds where each value of a JSON array, or of lines of JSON, ends, so that one broken value costs no other. Whether it is
/// JSON is not looked at.
/// </summary>
internal sealed class JsonRecords(TextWindow window, RowFormat format, RowReaderOptions options)
{
    private const int MaxDoubts = 64;

    private static readonly SearchValues<char> Structure = SearchValues.Create("\"\\{}[],\r\n");

    private bool _isInside;
    private bool _isAfterEnd;
    private bool _isInsideLine;
    private int _next;

    /// <summary>The line on which the current value begins.</summary>
    public long Line { get; private set; }

    /// <summary>The length of the current value in <see cref="Text"/>.</summary>
    public int Length { get; private set; }

    /// <summary>The current value; valid until the next read.</summary>
    public ReadOnlySpan<char> Text => window.Text[..Length];

    /// <summary>Whether the value is longer than allowed, or never ends; what follows its first line is looked at anew.</summary>
    public bool IsBroken { get; private set; }

    public bool Read()
    {
        window.Advance(_next);
        (_next, Length, IsBroken) = (0, 0, false);
        if (_isInsideLine)
        {
            window.PassLine();
            _isInsideLine = false;
        }

        if (!PassBetween())
        {
            return false;
        }

        Line = window.Line;
        var end = format == RowFormat.JsonLines ? EndOfLine() : EndOfValue();
        IsBroken = end < 0;
        if (IsBroken)
        {
            _next = window.LineLength(options.MaxRowLength);
            Length = window.Text[.._next].TrimEnd("\r\n").Length;
            _isInsideLine = Length == _next;
        }
        else
        {
            (_next, Length) = (end, end);
        }

        return true;
    }

    /// <summary>Passes what is between two values; <see langword="false"/> at the end.</summary>
    private bool PassBetween()
    {
        while (window.Has(0))
        {
            var character = window.Text[0];
            var isBetween = char.IsWhiteSpace(character);
            if (format == RowFormat.JsonArray && !isBetween)
            {
                if (!_isInside)
                {
                    isBetween = _isInside = character == '[';
                }
                else if (character == ']' && !_isAfterEnd)
                {
                    isBetween = _isAfterEnd = true;
                }
                else
                {
                    isBetween = character == ',' && !_isAfterEnd;
                }
            }

            if (!isBetween)
            {
                return true;
            }

            window.Advance(1);
        }

        return false;
    }

    private int EndOfLine()
    {
        var length = window.LineLength(options.MaxRowLength);
        var end = window.Text[..length].TrimEnd("\r\n").Length;
        return end == length && window.Has(length) ? -1 : end;
    }

    /// <summary>The place after the value, where a comma, the end of the array or of a line follows; -1 when there is none.</summary>
    /// <remarks>What can be no JSON any more is given up early: each line of it is looked at anew.</remarks>
    private int EndOfValue()
    {
        var (at, depth, doubts, isText) = (0, 0, 0, false);
        while (at <= options.MaxRowLength && window.Has(at))
        {
            var found = window.Text[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                at = window.Text.Length;
                continue;
            }

            at += found;
            switch (window.Text[at])
            {
                case '\\' when isText:
                    at++;
                    break;
                case '"':
                    isText = !isText;
                    break;
                case '{' or '[' when !isText:
                    depth++;
                    break;
                case '}' or ']' when !isText && depth > 0:
                    depth--;
                    break;
                case '\r' or '\n' when !isText && depth == 0:
                    return at;
                case '\r' or '\n' when depth > MaxDoubts || (isText && ++doubts > MaxDoubts):
                    return -1;
                case ',' or ']' or '}' when !isText && depth == 0:
                    return at == 0 ? 1 : at;
            }

            at++;
        }

        return -1;
    }
}
