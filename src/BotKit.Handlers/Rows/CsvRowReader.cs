using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace BotKit.Handlers.Rows;

/// <summary>CSV: <see cref="CsvRecords"/> finds the records, CsvHelper their fields.</summary>
internal sealed class CsvRowReader : RowReader
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly ColumnNames _columns = new();
    private readonly RowReaderOptions _options;
    private readonly CsvFeed _feed;
    private readonly CsvParser _parser;
    private readonly string?[] _values;
    private BadRow? _bad;
    private long _line;

    public CsvRowReader(RowText text, TextWindow window, RowReaderOptions options)
        : base(text, RowFormat.Csv)
    {
        _options = options;
        var delimiter = options.Delimiter ?? FindDelimiter(window, options);
        _feed = new CsvFeed(new CsvRecords(window, delimiter, options));
        _parser = new CsvParser(_feed, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            BufferSize = 64 * 1024,
            HasHeaderRecord = false,
        });
        ReadHeader();
        _values = new string?[_columns.Names.Count];
    }

    public override IReadOnlyList<string> Columns => _columns.Names;

    public override long Line => _line;

    public override BadRow? Bad => _bad;

    public override ReadOnlySpan<string?> Values => _values;

    public override bool Read()
    {
        if (!_parser.Read())
        {
            return false;
        }

        var mark = _feed.NextMark();
        (_line, _bad) = (mark.Line, mark.Bad);
        if (_bad is null)
        {
            TakeValues();
        }

        return true;
    }

    public override BadRow Refuse(string code, string reason)
    {
        var text = _parser.RawRecord.AsSpan().TrimEnd("\r\n");
        var kept = Math.Min(text.Length, _options.MaxBadTextLength);
        return new BadRow(_line, code, reason, text[..kept].ToString(), kept < text.Length);
    }

    public override void Dispose()
    {
        _parser.Dispose();
        base.Dispose();
    }

    private void TakeValues()
    {
        var count = _parser.Count;
        for (var index = 0; index < _values.Length && index < count; index++)
        {
            _values[index] = _parser[index].Trim() is { Length: > 0 } value ? value : null;
        }

        if (count < _values.Length)
        {
            TakeBad(RowFaults.TooFewFields);
        }
        else
        {
            // A delimiter at the end of the row costs nothing.
            for (var index = _values.Length; index < count; index++)
            {
                if (!string.IsNullOrWhiteSpace(_parser[index]))
                {
                    TakeBad(RowFaults.TooManyFields);
                    break;
                }
            }
        }
    }

    private void TakeBad(string code)
        => _bad = Refuse(code, string.Create(CultureInfo.InvariantCulture, $"The row has {_parser.Count} fields where the header has {_values.Length}."));

    private void ReadHeader()
    {
        if (!_parser.Read())
        {
            throw new RowTextException("There is no header: the text is empty.");
        }

        var mark = _feed.NextMark();
        if (mark.Bad is { } bad)
        {
            throw new RowTextException($"The header cannot be read. {bad.Reason}");
        }

        if (_parser.Count > _options.MaxColumns)
        {
            throw new RowTextException($"The header has more than {_options.MaxColumns} columns.");
        }

        for (var index = 0; index < _parser.Count; index++)
        {
            _columns.Add(_parser[index]);
        }
    }

    private static char FindDelimiter(TextWindow window, RowReaderOptions options)
    {
        var length = window.LineLength(options.MaxRowLength);
        Span<int> counts = stackalloc int[Delimiters.Length];
        var isQuoted = false;
        foreach (var character in window.Text[..length])
        {
            isQuoted ^= character == '"';
            var index = Array.IndexOf(Delimiters, character);
            if (index >= 0 && !isQuoted)
            {
                counts[index]++;
            }
        }

        var best = 0;
        for (var index = 1; index < counts.Length; index++)
        {
            best = counts[index] > counts[best] ? index : best;
        }

        return Delimiters[best];
    }
}
