using System.Buffers;

namespace BotKit.Handlers.Rows;

/// <summary>
/// Finds where each record of a CSV text ends, so that one broken record costs no other: a quote that is never closed would
/// otherwise swallow the rest of the text. Only the quoting is looked at; the fields are CsvHelper's.
/// </summary>
internal sealed class CsvRecords(TextWindow window, char delimiter, RowReaderOptions options)
{
    private static readonly SearchValues<char> Structure = SearchValues.Create("\"\n\r\0");

    /// <summary>The length of the current record, without the end of its line.</summary>
    private int _length;
    private int _next;
    private int _lineBreaks;
    private bool _isInsideLine;

    /// <summary>The line on which the current record begins.</summary>
    public long Line { get; private set; }

    /// <summary>Why the current record is bad; <see langword="null"/> when its quoting is right.</summary>
    public BadRow? Bad { get; private set; }

    /// <summary>The current record; valid until the next read.</summary>
    public ReadOnlySpan<char> Text => window.Text[.._length];

    /// <summary>Goes to the next record; blank lines are passed over.</summary>
    public bool Read()
    {
        window.Advance(_next);
        (_next, _length, Bad) = (0, 0, null);
        if (_isInsideLine)
        {
            window.PassLine();
            _isInsideLine = false;
        }

        while (window.Has(0) && window.Text[0] is '\r' or '\n')
        {
            window.Advance(1);
        }

        if (!window.Has(0))
        {
            return false;
        }

        Line = window.Line;
        var fault = Scan();
        if (fault is not null)
        {
            TakeBad(fault.Value.Code, fault.Value.Reason);
        }

        return true;
    }

    private (string Code, string Reason)? Scan()
    {
        (string Code, string Reason)? fault = null;
        var at = 0;
        _lineBreaks = 0;
        while (true)
        {
            if (at > options.MaxRowLength)
            {
                return (RowFaults.TooLong, $"The row is longer than {options.MaxRowLength} characters.");
            }

            if (!window.Has(at))
            {
                (_length, _next) = (at, at);
                return fault;
            }

            var found = window.Text[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                at = window.Text.Length;
                continue;
            }

            at += found;
            switch (window.Text[at])
            {
                case '\0':
                    fault ??= (RowFaults.NulCharacter, "The row has a NUL character.");
                    at++;
                    break;
                case '"' when IsAtFieldStart(at):
                    var end = EndOfQuoted(at + 1);
                    if (end < 0)
                    {
                        return (RowFaults.OpenQuote, "A quote is opened and never closed.");
                    }

                    at = PassBlanks(end);
                    if (window.Has(at) && window.Text[at] is var next && next != delimiter && next is not ('\r' or '\n'))
                    {
                        fault ??= (RowFaults.TextAfterQuote, "There is text between a closing quote and the next delimiter.");
                    }

                    break;
                case '"':
                    at++;
                    break;
                default:
                    _length = at;
                    _next = window.Text[at] == '\r' && window.Has(at + 1) && window.Text[at + 1] == '\n' ? at + 2 : at + 1;
                    return fault;
            }
        }
    }

    /// <summary>The place after the closing quote; -1 when there is none within the longest row.</summary>
    /// <remarks>A bad record costs one line only, so each of the lines that it could have had is looked through again: that must be few.</remarks>
    private int EndOfQuoted(int at)
    {
        while (at <= options.MaxRowLength && window.Has(at))
        {
            var rest = window.Text[at..];
            var found = rest.IndexOf('"');
            _lineBreaks += LineBreaks(found < 0 ? rest : rest[..found]);
            if (_lineBreaks > options.MaxLineBreaks)
            {
                return -1;
            }

            if (found < 0)
            {
                at = window.Text.Length;
                continue;
            }

            at += found + 1;
            if (!window.Has(at) || window.Text[at] != '"')
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    private static int LineBreaks(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");

    private bool IsAtFieldStart(int at)
    {
        var before = window.Text[..at].TrimEnd(' ');
        return before.Length == 0 || before[^1] == delimiter;
    }

    private int PassBlanks(int at)
    {
        while (window.Has(at) && window.Text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>A bad record whose quoting is wrong ends with its first line; what follows is looked at anew.</summary>
    private void TakeBad(string code, string reason)
    {
        if (code is not RowFaults.NulCharacter and not RowFaults.TextAfterQuote)
        {
            _next = window.LineLength(options.MaxRowLength);
            _length = window.Text[.._next].TrimEnd("\r\n").Length;
            _isInsideLine = _length == _next;
        }

        var kept = Math.Min(_length, options.MaxBadTextLength);
        Bad = new BadRow(Line, code, reason, window.Text[..kept].ToString(), kept < _length || _isInsideLine);
    }
}
