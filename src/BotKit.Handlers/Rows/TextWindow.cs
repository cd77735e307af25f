namespace BotKit.Handlers.Rows;

/// <summary>The part of a text that is being looked at: it slides forward, and grows while one row does not fit.</summary>
internal sealed class TextWindow(TextReader reader)
{
    private const int ReadSize = 64 * 1024;

    private char[] _buffer = new char[2 * ReadSize];
    private int _start;
    private int _end;
    private bool _isEnded;

    /// <summary>What has been read and not passed yet.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The line at the beginning of <see cref="Text"/>, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Reads more behind <see cref="Text"/>; <see langword="false"/> at the end of the text.</summary>
    public bool Extend()
    {
        if (_isEnded)
        {
            return false;
        }

        if (_buffer.Length - _end < ReadSize)
        {
            var kept = _end - _start;
            var target = kept > _buffer.Length / 2 ? new char[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_start, kept).CopyTo(target);
            (_buffer, _start, _end) = (target, 0, kept);
        }

        var count = reader.Read(_buffer, _end, ReadSize);
        _isEnded = count == 0;
        _end += count;
        return count > 0;
    }

    /// <summary>Makes sure that there is a character at a place; <see langword="false"/> when the text ends before it.</summary>
    public bool Has(int index)
    {
        while (Text.Length <= index)
        {
            if (!Extend())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Passes characters, counting the lines that begin in them: after each LF, and after a CR that no LF follows.</summary>
    public void Advance(int count)
    {
        var endsInsideBreak = count > 0 && Text[count - 1] == '\r' && Has(count) && Text[count] == '\n';
        var passed = Text[..count];
        Line += passed.Count('\n') + passed.Count('\r') - passed.Count("\r\n") - (endsInsideBreak ? 1 : 0);
        _start += count;
    }

    /// <summary>Passes the rest of a line, however long it is.</summary>
    public void PassLine()
    {
        while (Has(0))
        {
            var length = LineLength(ReadSize);
            var isEnded = Text[length - 1] is '\r' or '\n';
            Advance(length);
            if (isEnded)
            {
                return;
            }
        }
    }

    /// <summary>The length of the line at the beginning of <see cref="Text"/> with its end, looking no further than a limit.</summary>
    public int LineLength(int limit)
    {
        var from = 0;
        while (from < limit)
        {
            if (!Has(from))
            {
                return Text.Length;
            }

            var end = Text[from..].IndexOfAny('\r', '\n');
            if (end >= 0)
            {
                var index = from + end;
                return Text[index] == '\r' && Has(index + 1) && Text[index + 1] == '\n' ? index + 2 : index + 1;
            }

            from = Text.Length;
        }

        return Math.Min(Text.Length, from);
    }
}
