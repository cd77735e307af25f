using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads a path or an intrinsic call from left to right.</summary>
internal sealed class TextCursor(string text)
{
    private const int MaxDepth = 16;
    private int _depth;

    public int At { get; private set; }

    public bool IsEnd => At >= text.Length;

    public char Now => IsEnd ? '\0' : text[At];

    public char Next => At + 1 < text.Length ? text[At + 1] : '\0';

    /// <summary>Goes into a filter, or into a part of one.</summary>
    /// <exception cref="PathException">It is too deep.</exception>
    public void Descend()
    {
        if (++_depth > MaxDepth)
        {
            throw Error($"a filter nests at most {MaxDepth} deep");
        }
    }

    public void Ascend() => _depth--;

    public void Move(int by = 1) => At += by;

    public void SkipBlanks()
    {
        while (!IsEnd && char.IsWhiteSpace(Now))
        {
            At++;
        }
    }

    public bool TryTake(char expected)
    {
        if (Now != expected || IsEnd)
        {
            return false;
        }

        At++;
        return true;
    }

    public bool TryTake(string expected)
    {
        if (!text.AsSpan(At).StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        At += expected.Length;
        return true;
    }

    public void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Error($"'{expected}' is missing");
        }
    }

    public string TakeWhile(Func<char, bool> isPart)
    {
        var start = At;
        while (!IsEnd && isPart(Now))
        {
            At++;
        }

        return text[start..At];
    }

    public int TakeInteger()
    {
        var digits = TakeWhile(static it => char.IsAsciiDigit(it) || it == '-');
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error("a whole number is missing");
    }

    /// <summary>A text in quotes: as it is between them, and without the backslashes that escape.</summary>
    public (string Raw, string Plain) TakeQuoted()
    {
        var quote = Now;
        At++;
        var start = At;
        var plain = new StringBuilder();
        while (!IsEnd && Now != quote)
        {
            if (Now == '\\' && At + 1 < text.Length)
            {
                At++;
            }

            plain.Append(Now);
            At++;
        }

        var raw = text[start..Math.Min(At, text.Length)];
        Take(quote);
        return (raw, plain.ToString());
    }

    public PathException Error(string problem) => new($"'{text}': {problem} at character {At + 1}");
}
