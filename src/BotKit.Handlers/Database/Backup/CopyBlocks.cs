using System.Text;

namespace BotKit.Handlers.Database;

/// <summary>Counts the rows in the COPY blocks of a script as <c>pg_restore</c> writes it, however long its lines are.</summary>
internal sealed class CopyBlocks
{
    // A statement may name 1,600 columns of 63 bytes, each of them a quote that is written twice; of a row, only "\." is of interest.
    private const int MaxStatementLine = 256 * 1024;
    private const int MaxRowKept = 3;

    private readonly byte[] _line = new byte[MaxStatementLine];
    private readonly StringBuilder _copy = new();
    private readonly List<BackupTable> _tables = [];
    private int _length;
    private bool _isCopy;
    private byte _quote;
    private string? _table;
    private long _rows;

    /// <summary>The tables in the order of their names.</summary>
    public IReadOnlyList<BackupTable> Tables => [.. _tables.OrderBy(static table => table.Name, StringComparer.Ordinal)];

    public async ValueTask ReadAsync(Stream script)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await script.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            Take(buffer.AsSpan(0, read));
        }
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var kept = Math.Min(part.Length, (_table is null ? MaxStatementLine : MaxRowKept) - _length);
            part[..kept].CopyTo(_line.AsSpan(_length));
            _length += kept;
            if (end < 0)
            {
                return;
            }

            EndLine(_line.AsSpan(0, _length));
            _length = 0;
            bytes = bytes[(end + 1)..];
        }
    }

    private void EndLine(ReadOnlySpan<byte> line)
    {
        if (_table is null)
        {
            ReadStatement(line);
        }
        else if (line.SequenceEqual("\\."u8))
        {
            _tables.Add(new BackupTable(_table, _rows));
            _table = null;
        }
        else
        {
            _rows++;
        }
    }

    // A name may hold the end of a line, and what looks like a statement after it.
    private void ReadStatement(ReadOnlySpan<byte> line)
    {
        if (_quote == 0)
        {
            _isCopy = line.StartsWith("COPY "u8);
            _copy.Clear();
        }

        FollowQuotes(line);
        if (!_isCopy)
        {
            return;
        }

        _copy.Append(Encoding.UTF8.GetString(line));
        if (_quote == 0)
        {
            _table = TableOf(_copy.ToString()[5..]);
            _rows = 0;
        }
        else
        {
            _copy.Append('\n');
        }
    }

    private void FollowQuotes(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (_quote != 0)
            {
                _quote = line[at] == _quote ? (byte)0 : _quote;
            }
            else if (line[at] is (byte)'"' or (byte)'\'')
            {
                _quote = line[at];
            }
            else if (line[at..].StartsWith("--"u8))
            {
                return;
            }
        }
    }

    // schema.table (columns) FROM stdin;
    private static string? TableOf(string text)
    {
        var at = 0;
        var schema = ReadName(text, ref at);
        if (at >= text.Length || text[at] != '.')
        {
            return null;
        }

        at++;
        var table = ReadName(text, ref at);
        return schema == "public" ? table : $"{schema}.{table}";
    }

    private static string ReadName(string text, ref int at)
    {
        var name = new StringBuilder();
        var quoted = at < text.Length && text[at] == '"';
        for (at += quoted ? 1 : 0; at < text.Length; at++)
        {
            if (quoted && text[at] == '"')
            {
                at++;
                if (at >= text.Length || text[at] != '"')
                {
                    break;
                }
            }
            else if (!quoted && text[at] is '.' or ' ' or '(')
            {
                break;
            }

            name.Append(text[at]);
        }

        return name.ToString();
    }
}
