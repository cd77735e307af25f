using System.Text;

namespace BotKit.Handlers.Database;

/// <summary>Counts the rows in the COPY blocks of a script as <c>pg_restore</c> writes it, however long its lines are.</summary>
internal sealed class CopyBlocks
{
    private const int MaxKept = 4096;

    private readonly byte[] _line = new byte[MaxKept];
    private readonly List<BackupTable> _tables = [];
    private int _length;
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
            // Only the beginning of a line says anything.
            var kept = Math.Min(part.Length, MaxKept - _length);
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
            _table = TableOf(line);
            _rows = 0;
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

    // COPY schema.table (columns) FROM stdin;
    private static string? TableOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("COPY "u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(line[5..]);
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
