using System.Text;
using System.Text.Json;

namespace BotKit.Handlers.Rows;

/// <summary>JSON: <see cref="JsonRecords"/> finds the objects, System.Text.Json their members.</summary>
internal sealed class JsonRowReader(RowText text, TextWindow window, RowFormat format, RowReaderOptions options) : RowReader(text, format)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 32 };

    private readonly JsonRecords _records = new(window, format, options);
    private readonly ColumnNames _columns = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[4096];
    private string?[] _values = new string?[16];
    private long[] _seenIn = new long[16];
    private long _row;
    private BadRow? _bad;

    public override IReadOnlyList<string> Columns => _columns.Names;

    public override long Line => _records.Line;

    public override BadRow? Bad => _bad;

    public override ReadOnlySpan<string?> Values => _values.AsSpan(0, _columns.Names.Count);

    public override bool Read()
    {
        if (!_records.Read())
        {
            return false;
        }

        _row++;
        _bad = null;
        Array.Clear(_values);
        if (_records.IsBroken)
        {
            TakeBad(RowFaults.TooLong, $"The value never ends, or is longer than {options.MaxRowLength} characters.");
        }
        else
        {
            Parse();
        }

        return true;
    }

    private void Parse()
    {
        var most = Encoding.UTF8.GetMaxByteCount(_records.Length);
        if (_bytes.Length < most)
        {
            _bytes = new byte[most];
        }

        var count = Encoding.UTF8.GetBytes(_records.Text, _bytes);
        try
        {
            ParseObject(new Utf8JsonReader(_bytes.AsSpan(0, count), Strict));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            TakeBad(RowFaults.NotJson, "The row is not JSON, or a text of it is not Unicode.");
        }
    }

    private void ParseObject(Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TakeBad(RowFaults.NotAnObject, "The row is not a JSON object.");
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ColumnNames.Cut(reader.GetString()!);
            reader.Read();
            var value = ValueOf(ref reader);
            if (value?.Contains('\0') is true || name.Contains('\0'))
            {
                TakeBad(RowFaults.NulCharacter, "The row has a NUL character.");
                return;
            }

            if (!_places.TryGetValue(name, out var place))
            {
                if (_columns.Names.Count >= options.MaxColumns)
                {
                    TakeBad(RowFaults.TooManyFields, $"The row has a new member where there are {options.MaxColumns} columns already.");
                    return;
                }

                place = AddColumn(name);
            }

            if (_seenIn[place] == _row)
            {
                TakeBad(RowFaults.DuplicateMember, "The row has the same member twice.");
                return;
            }

            (_seenIn[place], _values[place]) = (_row, value);
        }

        // Anything behind the object makes the reader throw.
        reader.Read();
    }

    private int AddColumn(string name)
    {
        var place = _columns.Names.Count;
        _columns.Add(name);
        _places.Add(name, place);
        if (place == _values.Length)
        {
            Array.Resize(ref _values, 2 * place);
            Array.Resize(ref _seenIn, 2 * place);
        }

        return place;
    }

    private static string? ValueOf(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetString()!.Trim() is { Length: > 0 } value ? value : null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return document.RootElement.GetRawText();
                }

            default:
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private void TakeBad(string code, string reason) => _bad = Refuse(code, reason);

    public override BadRow Refuse(string code, string reason)
    {
        var kept = Math.Min(_records.Length, options.MaxBadTextLength);
        return new BadRow(_records.Line, code, reason, _records.Text[..kept].ToString(), kept < _records.Length);
    }
}
