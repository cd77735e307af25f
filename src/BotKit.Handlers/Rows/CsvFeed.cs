namespace BotKit.Handlers.Rows;

/// <summary>
/// Gives CsvHelper one record on each line, in step with a queue of marks: a bad record is a line of its own there, too, which
/// is never looked at.
/// </summary>
internal sealed class CsvFeed(CsvRecords records) : TextReader
{
    private readonly Queue<CsvMark> _marks = new();
    private int _given;
    private bool _isOpen;

    public CsvMark NextMark() => _marks.Dequeue();

    public override int Read(Span<char> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (!_isOpen)
            {
                // One bad text at a time is held, however many there are in a row.
                if (_marks.Count > 0 && records.Bad is not null && written > 0)
                {
                    return written;
                }

                if (!records.Read())
                {
                    return written;
                }

                _marks.Enqueue(new CsvMark(records.Line, records.Bad));
                (_isOpen, _given) = (true, 0);
            }

            var rest = records.Bad is null ? records.Text[_given..] : "!".AsSpan(Math.Min(_given, 1));
            var count = Math.Min(rest.Length, buffer.Length - written);
            rest[..count].CopyTo(buffer[written..]);
            _given += count;
            written += count;
            if (count == rest.Length && written < buffer.Length)
            {
                buffer[written++] = '\n';
                _isOpen = false;
            }
        }

        return written;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));
}
